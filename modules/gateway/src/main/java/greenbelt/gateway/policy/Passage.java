package greenbelt.gateway.policy;

import greenbelt.gateway.hygiene.Origin;
import greenbelt.gateway.identity.Principal;
import greenbelt.gateway.routing.Route;
import greenbelt.http.Request;

/// A request that has a route, and whose sender may use it.
///
/// @param origin from where it comes
/// @param request as it came, but for what policies have changed
/// @param principal who sends it
/// @param id the request's, in every log that has to do with it
public record Passage(Route route, Origin origin, Request request, Principal principal, String id) {
    /// The same with another request.
    public Passage with(Request other) {
        return new Passage(route, origin, other, principal, id);
    }
}
