package greenbelt.http;

/// The request methods that are known here; any other is answered with 501.
///
/// @see <a href="https://www.rfc-editor.org/rfc/rfc9110#name-methods">RFC 9110, 9</a>
public enum Method {
    GET,
    HEAD,
    POST,
    PUT,
    PATCH,
    DELETE,
    OPTIONS
}
