package greenbelt.command.orders;

import greenbelt.command.CommandRefused;
import greenbelt.contract.DeliveryAddress;
import java.util.Arrays;

/// A delivery address on one line: `Ada Lovelace, Mill Lane 12, 4050-123, Porto, Portugal`.
public final class DeliveryWords {
    private static final String FORM = "\"RECIPIENT, STREET, POSTAL CODE, CITY, COUNTRY\"";
    private static final int PARTS = 5;

    private DeliveryWords() {}

    /// Throws [CommandRefused] when it is none, without repeating it.
    public static DeliveryAddress read(String text) {
        var parts = Arrays.stream(text.split(",", -1)).map(String::strip).toList();
        if (parts.size() != PARTS) {
            throw CommandRefused.usage(
                    "--deliver-to must be %s, found %d parts".formatted(FORM, parts.size()));
        }
        try {
            return new DeliveryAddress(
                    parts.get(0), parts.get(1), parts.get(2), parts.get(3), parts.get(4));
        } catch (IllegalArgumentException refused) {
            throw CommandRefused.usage("--deliver-to: " + refused.getMessage());
        }
    }

    public static String write(DeliveryAddress address) {
        return address.equals(DeliveryAddress.FORGOTTEN)
                ? address.recipient()
                : String.join(
                        ", ",
                        address.recipient(),
                        address.street(),
                        address.postalCode(),
                        address.city(),
                        address.country());
    }
}
