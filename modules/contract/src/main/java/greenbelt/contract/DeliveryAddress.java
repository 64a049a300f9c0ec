package greenbelt.contract;

/// Where an order is delivered to: personal data.
///
/// Each part has 1 to [#MAX_LENGTH] characters, is not all blank, and has no control characters. Neither `toString` nor
/// what the checks say shows any of it, so that it does not get into logs and traces.
///
/// @param recipient a person's name
/// @param street with the number of the house
/// @param country its name
public record DeliveryAddress(
        String recipient, String street, String postalCode, String city, String country) {
    /// The longest part, in characters.
    public static final int MAX_LENGTH = 100;

    private static final String GONE = "(forgotten)";

    /// What is shown for the address of a person who was forgotten.
    public static final DeliveryAddress FORGOTTEN =
            new DeliveryAddress(GONE, GONE, GONE, GONE, GONE);

    public DeliveryAddress {
        check("recipient", recipient);
        check("street", street);
        check("postalCode", postalCode);
        check("city", city);
        check("country", country);
    }

    private static void check(String what, String part) {
        if (part.isBlank()
                || part.length() > MAX_LENGTH
                || part.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(
                    "%s must be 1 to %d characters, not all blank, no control characters, was one of %d"
                            .formatted(what, MAX_LENGTH, part.length()));
        }
    }

    @Override
    public String toString() {
        return equals(FORGOTTEN) ? GONE : "DeliveryAddress[not shown]";
    }
}
