package greenbelt.inventory;

import greenbelt.contract.Api.ItemView;
import greenbelt.contract.Api.ReceiptView;
import greenbelt.contract.IdempotencyKey;
import greenbelt.contract.Sku;
import greenbelt.database.Session;
import greenbelt.http.Problem;
import greenbelt.http.ProblemException;
import java.time.Instant;
import java.util.UUID;

/// Takes in stock, once for each id. Throws [ProblemException] for what is the caller's doing.
final class Receipts {
    /// The most of one item that can ever come in.
    static final int MAX_RECEIVED = 1_000_000_000;

    private Receipts() {}

    /// Takes in stock, or answers with the receipt of the first time.
    static ReceiptView receive(Session session, UUID id, Sku sku, int quantity, Instant at) {
        var item = known(session, sku);
        var before = Items.receipt(session, id);
        if (before.isPresent()) {
            if (before.get().quantity() != quantity) {
                throw IdempotencyKey.reused(
                        "quantity " + before.get().quantity(), "quantity " + quantity);
            }
            return before.get();
        }
        if (item.received() > MAX_RECEIVED - quantity) {
            throw tooMuch(item, quantity);
        }
        Items.receive(session, id, sku, quantity, at);
        return Items.receipt(session, id).orElseThrow();
    }

    static ItemView known(Session session, Sku sku) {
        return Items.find(session, sku)
                .orElseThrow(() ->
                        new ProblemException(
                                Problem.of(404, "unknown-item", "There is no item " + sku)
                                        .expected("the SKU of an item on offer")
                                        .found(sku.value())));
    }

    private static ProblemException tooMuch(ItemView item, int quantity) {
        return new ProblemException(
                Problem.of(422, "too-much-stock", "That is more than the house can hold.")
                        .expected("at most " + (MAX_RECEIVED - item.received()) + " more")
                        .found("quantity " + quantity));
    }
}
