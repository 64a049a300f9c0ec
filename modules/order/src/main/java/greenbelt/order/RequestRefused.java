package greenbelt.order;

import greenbelt.http.Request;

/// Another service has refused a request that it should carry out.
final class RequestRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RequestRefused(String service, Request request, int status, String answer) {
        super(
                "expected the %s service to carry out %s %s, it answered %d: %s"
                        .formatted(service, request.method(), request.path(), status, answer));
    }
}
