package greenbelt.http;

/// A response.
///
/// @param status 200 to 599
public record Response(int status, Headers headers, Body body) {
    public Response {
        if (status < 200 || status > 599) {
            throw new IllegalArgumentException("status must be 200 to 599, was " + status);
        }
    }
}
