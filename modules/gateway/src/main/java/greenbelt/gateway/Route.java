package greenbelt.gateway;

import greenbelt.http.Method;

/// One line of the route table: which requests go where, and who may send them.
public record Route(Method method, PathTemplate template, Access access, Destination destination) {
    /// Who may use a route.
    public enum Access {
        /// Anybody.
        OPEN,
        /// Whoever bears a valid token.
        TOKEN
    }

    /// Where a request goes.
    public sealed interface Destination {
        /// To this service, over the network.
        record Service(String name) implements Destination {}

        /// Nowhere: the gateway itself answers with the description of the API.
        record Description() implements Destination {}
    }

    /// A route to a service.
    public static Route to(String service, Access access, Method method, String template) {
        return new Route(
                method, PathTemplate.of(template), access, new Destination.Service(service));
    }

    /// As in the description of the API, such as `GET /users/{id}`.
    @Override
    public String toString() {
        return method + " " + template;
    }
}
