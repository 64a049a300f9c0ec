package greenbelt.view;

/// What a colour says. Nothing is said by colour alone: without colours the words still say it.
public enum Tone {
    /// All is well.
    GOOD("32"),
    /// Something wants to be looked at.
    WARNING("33"),
    /// Something is wrong.
    BAD("31"),
    /// By HTTP, the caller waits.
    SYNC("36"),
    /// By the bus, nobody waits.
    ASYNC("35"),
    /// Less important than what stands around it.
    FAINT("2"),
    /// What one looks for first.
    STRONG("1"),
    /// Where the cursor is.
    CHOSEN("7");

    private final String sgr;

    Tone(String sgr) {
        this.sgr = sgr;
    }

    /// The text between the codes that switch the colour on and off (ECMA-48, SGR).
    public String paint(String text) {
        return text.isEmpty() ? text : "\033[" + sgr + "m" + text + "\033[0m";
    }
}
