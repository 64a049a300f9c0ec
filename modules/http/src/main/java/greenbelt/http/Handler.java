package greenbelt.http;

/// Answers requests. May be called by many tasks at once.
@FunctionalInterface
public interface Handler {
    Response handle(Request request);
}
