package greenbelt.vault;

/// A sealed text does not open although its key is there: it was changed, or moved away from its place.
public final class VaultException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    VaultException(String message) {
        super(message);
    }
}
