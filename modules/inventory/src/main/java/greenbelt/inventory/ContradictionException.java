package greenbelt.inventory;

/// A request that contradicts an earlier one under the same name. It is the caller's mistake; nothing was changed.
final class ContradictionException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ContradictionException(String message) {
        super(message);
    }
}
