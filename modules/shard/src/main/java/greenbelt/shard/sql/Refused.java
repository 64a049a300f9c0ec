package greenbelt.shard.sql;

/// A statement that is not carried out, because it could not be answered correctly, or is not understood; nothing was changed.
public final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Refusal refusal;

    /// @param refusal which of the published kinds of refusal it is
    /// @param about what was found in this statement
    public Refused(Refusal refusal, String about) {
        super("%s: %s. %s".formatted(about, refusal.why(), refusal.instead()));
        this.refusal = refusal;
    }

    /// Which of the published kinds of refusal this is.
    public Refusal refusal() {
        return refusal;
    }
}
