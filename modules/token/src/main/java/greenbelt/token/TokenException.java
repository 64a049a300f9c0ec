package greenbelt.token;

/// Something that should always work with keys and tokens did not.
public final class TokenException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public TokenException(String attempted, Throwable cause) {
        super(attempted, cause);
    }
}
