package greenbelt.order;

import greenbelt.contract.Api.OrderView;
import greenbelt.contract.DeliveryAddress;
import greenbelt.contract.OrderId;
import greenbelt.contract.UserId;
import greenbelt.database.Session;
import greenbelt.json.Json;
import greenbelt.json.JsonRejected;
import greenbelt.order.decider.OrderEvent.OrderPlaced;
import greenbelt.vault.Sealed;
import greenbelt.vault.Vault;
import java.util.List;
import java.util.Optional;

/// Where orders are delivered to: sealed on the way into the log, opened for whoever is shown an order.
///
/// A user has a key from when this service hears of the user until it hears that the user is to be forgotten. The only
/// place where addresses stand open is the list of orders, which is erased with it.
final class Deliveries {
    private final Vault vault;

    Deliveries(Vault vault) {
        this.vault = vault;
    }

    /// These users can be delivered to.
    void admit(Session session, List<UserId> users) {
        vault.admit(session, users.stream().map(UserId::value).toList());
    }

    /// Seals the address of an order; empty when its user has been forgotten.
    Optional<Sealed> seal(OrderId order, UserId user, DeliveryAddress address) {
        return vault.seal(user.value(), place(order), Json.write(address));
    }

    /// The order with its address, or with [DeliveryAddress#FORGOTTEN].
    OrderView view(Order order) {
        return order.view().deliveredTo(address(order.id(), order.state().placed()));
    }

    /// Where an order goes, if its customer has said.
    Optional<DeliveryAddress> address(OrderId order, OrderPlaced placed) {
        return address(order, placed.deliverTo());
    }

    /// Where an order goes, if there is something sealed that says so.
    Optional<DeliveryAddress> address(OrderId order, Optional<Sealed> deliverTo) {
        return deliverTo.map(sealed -> read(order, vault.open(place(order), sealed)));
    }

    /// The same in a transaction, in which the key cannot be destroyed meanwhile.
    Optional<DeliveryAddress> address(Session session, OrderId order, OrderPlaced placed) {
        return placed.deliverTo()
                .map(sealed -> read(order, vault.open(session, place(order), sealed)));
    }

    /// Forgets a user: from now on nobody can open what was sealed.
    void forget(Session session, UserId user) {
        vault.forget(session, user.value());
    }

    private static String place(OrderId order) {
        return "order " + order + ", deliverTo";
    }

    private static DeliveryAddress read(OrderId order, Optional<String> opened) {
        try {
            return opened.map(text -> Json.read(text, DeliveryAddress.class))
                    .orElse(DeliveryAddress.FORGOTTEN);
        } catch (JsonRejected unexpected) {
            // Without its cause, which quotes what it found.
            throw new IllegalStateException(
                    "what was sealed for order %s is no address, at %s"
                            .formatted(order, unexpected.path()));
        }
    }
}
