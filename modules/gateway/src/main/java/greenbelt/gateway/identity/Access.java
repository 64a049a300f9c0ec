package greenbelt.gateway.identity;

/// Who may use a route.
public enum Access {
    /// Anybody, without saying who.
    ANONYMOUS,
    /// Whoever bears a valid token.
    TOKEN;

    /// What the file calls it.
    public String word() {
        return switch (this) {
            case ANONYMOUS -> "anonymous";
            case TOKEN -> "token";
        };
    }

    /// Who a sender would be, for explanations.
    public Principal example() {
        return switch (this) {
            case ANONYMOUS -> new Principal.Anonymous();
            case TOKEN -> new Principal.User("(whose token it is)");
        };
    }

    /// Who may, in a sentence.
    public String sentence() {
        return switch (this) {
            case ANONYMOUS -> "anybody may, nobody is asked who";
            case TOKEN -> "whoever bears a valid token may";
        };
    }
}
