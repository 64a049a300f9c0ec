package greenbelt.gateway;

import greenbelt.token.TokenTerms;

/// How a gateway begins.
///
/// @param routes what it lets in
/// @param keyService the service whose keys verify tokens
/// @param terms what a token must say
public record GatewaySettings(RoutesText routes, String keyService, TokenTerms terms) {
    /// The settings of the simulated system.
    public static GatewaySettings standard() {
        return new GatewaySettings(RoutesText.shipped(), "user", TokenTerms.GREENBELT);
    }

    /// These settings with other routes.
    public GatewaySettings withRoutes(RoutesText other) {
        return new GatewaySettings(other, keyService, terms);
    }
}
