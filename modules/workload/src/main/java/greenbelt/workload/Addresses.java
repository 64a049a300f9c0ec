package greenbelt.workload;

import greenbelt.world.Randomness;
import java.util.List;

/// Where people live: a believable address for each, which nobody has.
///
/// Who lives where is a function of (seed, name) and kept nowhere, so somebody who orders twice has both delivered to
/// the same door.
public final class Addresses {
    private static final int MAX_HOUSE_NUMBER = 180;

    private static final List<City> CITIES =
            List.of(
                    new City(
                            "Porto",
                            "Portugal",
                            "4###-###",
                            "Rua das Amoreiras Velhas",
                            "Travessa do Moinho"),
                    new City("Utrecht", "Netherlands", "35## KB", "Wilgenpad", "Oude Molenstraat"),
                    new City(
                            "Kraków",
                            "Poland",
                            "31-###",
                            "ulica Ogrodowa Stara",
                            "ulica Lipowa Nowa"),
                    new City("Aarhus", "Denmark", "82##", "Møllestien", "Havnegyden"),
                    new City("Galway", "Ireland", "H91 A#C#", "Mill Lane", "Orchard Row"),
                    new City("Nairobi", "Kenya", "00###", "Jacaranda Close", "Kilima Lane"),
                    new City(
                            "Lagos",
                            "Nigeria",
                            "10####",
                            "Palm Grove Crescent",
                            "Old Ferry Street"),
                    new City("Pokhara", "Nepal", "337##", "Phewa Marga", "Bindhyabasini Tole"),
                    new City("Pune", "India", "411###", "Tamarind Lane", "Old Mango Road"),
                    new City("Kanazawa", "Japan", "920-####", "Midori-machi", "Kawabe-machi"),
                    new City("Wellington", "New Zealand", "60##", "Kowhai Terrace", "Ferry Steps"),
                    new City(
                            "Arequipa",
                            "Peru",
                            "040##",
                            "Calle de los Molles",
                            "Pasaje San Telmo"));

    private Addresses() {}

    /// Where somebody lives.
    public record Address(String street, String postalCode, String city, String country) {}

    /// The address of whoever goes by this name.
    public static Address of(long seed, String name) {
        var random = Randomness.of(seed, "address/" + name);
        var city = random.pick(CITIES);
        var street = random.pick(city.streets());
        int number = 1 + random.nextInt(MAX_HOUSE_NUMBER);
        return new Address(
                street + " " + number,
                digits(city.postalCode(), random),
                city.name(),
                city.country());
    }

    private static String digits(String form, Randomness random) {
        var text = new StringBuilder();
        for (int i = 0; i < form.length(); i++) {
            char c = form.charAt(i);
            text.append(c == '#' ? (char) ('0' + random.nextInt(10)) : c);
        }
        return text.toString();
    }

    /// @param postalCode with a `#` for each digit
    private record City(String name, String country, String postalCode, List<String> streets) {
        City(String name, String country, String postalCode, String... streets) {
            this(name, country, postalCode, List.of(streets));
        }
    }
}
