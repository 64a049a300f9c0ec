package greenbelt.gateway;

/// Why something in a request is not accepted.
///
/// @param expected what it should have been
/// @param found what it was
record Objection(String expected, String found) {
    /// Both, as a person says it.
    String sentence() {
        return "Expected " + expected + ", found " + found + ".";
    }
}
