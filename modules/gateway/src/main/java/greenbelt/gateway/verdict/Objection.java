package greenbelt.gateway.verdict;

/// Why something in a request is not accepted.
///
/// @param expected what it should have been
/// @param found what it was
public record Objection(String expected, String found) {
    /// Both, as a person says it.
    public String sentence() {
        return "Expected " + expected + ", found " + found + ".";
    }
}
