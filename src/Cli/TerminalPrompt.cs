using System.Text;

namespace MedRecords.Cli;

/// <summary>Questions to the person at the terminal, on standard error so that output stays clean.</summary>
internal static class TerminalPrompt
{
    /// <summary>Reads one line.</summary>
    public static string? Ask(string question)
    {
        Console.Error.Write(question);
        return Console.ReadLine();
    }

    /// <summary>Reads one line without showing it.</summary>
    public static string? AskSecret(string question)
    {
        Console.Error.Write(question);
        var typed = new StringBuilder();
        while (true)
        {
            var key = Console.ReadKey(intercept: true);
            switch (key.Key)
            {
                case ConsoleKey.Enter:
                    Console.Error.WriteLine();
                    return typed.ToString();
                case ConsoleKey.D when key.Modifiers == ConsoleModifiers.Control:
                    Console.Error.WriteLine();
                    return null;
                case ConsoleKey.Backspace when typed.Length > 0:
                    typed.Length--;
                    break;
                default:
                    if (!char.IsControl(key.KeyChar))
                        typed.Append(key.KeyChar);
                    break;
            }
        }
    }
}
