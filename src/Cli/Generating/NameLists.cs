namespace MedRecords.Cli.Generating;

/// <summary>Names and places for people who do not exist.</summary>
internal static class NameLists
{
    /// <summary>Given names of women and girls.</summary>
    public static readonly string[] Female =
    [
        "Ada", "Amara", "Anneliese", "Beatriz", "Carmen", "Chloé", "Clara", "Daniela", "Deborah", "Edith", "Elif", "Emma", "Esther", "Fatima", "Grace", "Hana",
        "Harriet", "Imani", "Ingrid", "Irene", "Jasmine", "Joan", "Judith", "Kateryna", "Keiko", "Laura", "Leila", "Linda", "Lucía", "Mabel", "Margaret", "María",
        "Mei", "Nadia", "Naomi", "Nora", "Olga", "Priya", "Rachel", "Rosa", "Ruth", "Sarah", "Siobhán", "Sofia", "Teresa", "Thandiwe", "Ursula", "Vera", "Yasmin", "Zoë",
    ];

    /// <summary>Given names of men and boys.</summary>
    public static readonly string[] Male =
    [
        "Aaron", "Abdul", "Alan", "André", "Arjun", "Benjamin", "Björn", "Carlos", "Cedric", "Daniel", "David", "Dmitri", "Edward", "Emeka", "Enrique", "Felix",
        "Francisco", "George", "Hassan", "Henry", "Hiroshi", "Ibrahim", "Isaac", "James", "Javier", "John", "José", "Kwame", "Leonard", "Liam", "Marcus", "Mateo",
        "Michael", "Mohammed", "Nikolai", "Omar", "Oscar", "Patrick", "Pavel", "Peter", "Rafael", "Robert", "Samuel", "Sanjay", "Thomas", "Tomás", "Victor", "Walter", "Wei", "William",
    ];

    /// <summary>Family names.</summary>
    public static readonly string[] Family =
    [
        "Abbott", "Adeyemi", "Alvarez", "Andersson", "Baker", "Banerjee", "Bauer", "Becker", "Bennett", "Brennan", "Campbell", "Castillo", "Chen", "Clarke", "Cohen", "Cooper",
        "Cruz", "Dubois", "Dvořák", "Edwards", "Eriksen", "Fernández", "Fischer", "Foster", "García", "Gupta", "Haddad", "Hansen", "Hughes", "Ito", "Jackson", "Johnson",
        "Kaminski", "Kaya", "Kim", "Kowalski", "Lambert", "Lopez", "Martin", "Mbeki", "McCarthy", "Meyer", "Morales", "Müller", "Nakamura", "Nguyen", "Novák", "O'Brien",
        "Okafor", "Ortiz", "Osei", "Patel", "Pereira", "Petrov", "Quinn", "Ramirez", "Rossi", "Sato", "Schmidt", "Silva", "Singh", "Smith", "Tanaka", "Taylor",
        "Thompson", "Tran", "van der Berg", "Walsh", "Wang", "Williams", "Wilson", "Wright", "Yılmaz", "Young", "Zhang", "Zimmermann",
    ];

    /// <summary>Streets.</summary>
    public static readonly string[] Streets = ["Birch Lane", "Canal Street", "Church Road", "Elm Street", "Garden Avenue", "Harbor View", "High Street", "Hillside Drive", "Lake Road", "Maple Avenue", "Mill Lane", "Oak Street", "Orchard Way", "Park Place", "River Road", "Station Street"];

    /// <summary>Cities with state and the beginning of their postal codes.</summary>
    public static readonly (string City, string State, string Zip)[] Cities =
    [
        ("Worcester", "MA", "016"), ("Springfield", "MA", "011"), ("Lowell", "MA", "018"), ("Providence", "RI", "029"), ("Hartford", "CT", "061"), ("Manchester", "NH", "031"),
        ("Portland", "ME", "041"), ("Burlington", "VT", "054"), ("Albany", "NY", "122"), ("Syracuse", "NY", "132"), ("Rochester", "NY", "146"), ("Trenton", "NJ", "086"),
    ];

    /// <summary>Languages.</summary>
    public static readonly string[] Languages = ["English", "English", "English", "Spanish", "Portuguese", "Mandarin", "Arabic", "Polish", "Haitian Creole"];
}
