namespace MedRecords.Cli.Generating;

/// <summary>A medication with its RxNorm code and how it is taken.</summary>
internal sealed record Drug(string Code, string Display, string Dosage);

/// <summary>Something that people fall ill with: SNOMED CT code, from which age, how often, and what follows from it.</summary>
internal sealed record Ailment(string Code, string Display, int FromAge, int PerMille, bool IsChronic, Drug? Treatment, string[] Labs);

/// <summary>Ailments, vaccines and allergies that synthetic people have.</summary>
internal static class Ailments
{
    /// <summary>Ailments that last.</summary>
    public static readonly Ailment[] Chronic =
    [
        new("59621000", "Essential hypertension", 30, 180, true, new("314076", "lisinopril 10 MG Oral Tablet", "One tablet every morning"), ["creatinine", "potassium"]),
        new("44054006", "Diabetes mellitus type 2", 35, 110, true, new("860975", "24 HR metformin hydrochloride 500 MG Extended Release Oral Tablet", "One tablet with the evening meal"), ["hba1c", "glucose"]),
        new("55822004", "Hyperlipidemia", 35, 150, true, new("312961", "simvastatin 20 MG Oral Tablet", "One tablet at bedtime"), ["cholesterol", "ldl", "hdl"]),
        new("195967001", "Asthma", 4, 70, true, new("745679", "200 ACTUAT albuterol 0.09 MG/ACTUAT Metered Dose Inhaler", "Two puffs when short of breath, every 4 hours at most"), []),
        new("40930008", "Hypothyroidism", 25, 60, true, new("966222", "levothyroxine sodium 0.075 MG Oral Tablet", "One tablet every morning, before breakfast"), ["tsh"]),
        new("396275006", "Osteoarthritis", 50, 120, true, new("849574", "naproxen sodium 220 MG Oral Tablet", "One tablet twice a day with food, when in pain"), []),
        new("271737000", "Anemia", 15, 50, true, null, ["hemoglobin"]),
        new("15777000", "Prediabetes", 30, 90, true, null, ["glucose", "hba1c"]),
        new("49436004", "Atrial fibrillation", 60, 60, true, new("855332", "warfarin sodium 5 MG Oral Tablet", "One tablet every evening, as the INR says"), ["inr", "potassium"]),
        new("64859006", "Osteoporosis", 60, 60, true, null, ["calcium"]),
        new("35489007", "Depressive disorder", 16, 80, true, new("312938", "sertraline 100 MG Oral Tablet", "One tablet every morning"), []),
        new("88805009", "Chronic congestive heart failure", 65, 40, true, new("313988", "furosemide 40 MG Oral Tablet", "One tablet every morning"), ["sodium", "potassium", "creatinine"]),
    ];

    /// <summary>Ailments that pass.</summary>
    public static readonly Ailment[] Acute =
    [
        new("444814009", "Viral sinusitis", 5, 60, false, null, []),
        new("195662009", "Acute viral pharyngitis", 3, 60, false, new("313782", "acetaminophen 325 MG Oral Tablet", "One or two tablets every 6 hours, when in pain"), []),
        new("10509002", "Acute bronchitis", 10, 50, false, null, []),
        new("65363002", "Otitis media", 1, 40, false, new("562251", "amoxicillin 250 MG / clavulanate 125 MG Oral Tablet", "One tablet three times a day for 7 days"), []),
        new("44465007", "Sprain of ankle", 8, 30, false, new("310965", "ibuprofen 200 MG Oral Tablet", "One tablet every 8 hours with food, when in pain"), []),
        new("43878008", "Streptococcal sore throat", 4, 30, false, new("834061", "penicillin V potassium 250 MG Oral Tablet", "One tablet twice a day for 10 days"), []),
        new("75498004", "Acute bacterial sinusitis", 10, 25, false, new("562251", "amoxicillin 250 MG / clavulanate 125 MG Oral Tablet", "One tablet three times a day for 10 days"), []),
        new("283371005", "Laceration of forearm", 6, 15, false, null, []),
    ];

    /// <summary>Allergies (SNOMED CT) with their FHIR category.</summary>
    public static readonly (string Code, string Display, string Category, bool Severe)[] Allergies =
    [
        ("91936005", "Allergy to penicillin", "medication", true), ("91935009", "Allergy to peanut", "food", true), ("418689008", "Allergy to grass pollen", "environment", false),
        ("419474003", "Allergy to mould", "environment", false), ("300916003", "Latex allergy", "environment", true), ("91939003", "Allergy to sulfonamide", "medication", false),
        ("300913006", "Allergy to shellfish", "food", true), ("232350006", "House dust mite allergy", "environment", false),
    ];

    /// <summary>How allergies show themselves (SNOMED CT).</summary>
    public static readonly (string Code, string Display)[] MildReactions = [("271807003", "Eruption of skin"), ("247472004", "Weal"), ("418290006", "Itching")];

    /// <summary>Vaccines (CVX) with the age from which adults and children are given them.</summary>
    public static readonly (string Code, string Display, int FromAge)[] Vaccines =
    [
        ("140", "Influenza, seasonal, injectable, preservative free", 1), ("140", "Influenza, seasonal, injectable, preservative free", 1), ("113", "Td (adult) preservative free", 18),
        ("115", "Tdap", 11), ("62", "HPV, quadrivalent", 11), ("133", "Pneumococcal conjugate PCV 13", 65), ("33", "Pneumococcal polysaccharide vaccine, 23 valent", 65), ("121", "Zoster", 60),
    ];
}
