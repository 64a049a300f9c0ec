package greenbelt.http;

/// Ends the handling of a request with a problem as its answer. For outcomes that are the caller's doing, not failures.
public final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    public ProblemException(Problem problem) {
        super(
                problem.status() + " " + problem.title() + ": " + problem.detail(),
                null,
                false,
                false);
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}
