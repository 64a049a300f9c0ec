package greenbelt.shard.history;

/// The history cannot take what it is given: something is missing in between. It must be made anew.
public final class HistoryBroken extends RuntimeException {
    private static final long serialVersionUID = 1L;

    HistoryBroken(String message) {
        super(message);
    }
}
