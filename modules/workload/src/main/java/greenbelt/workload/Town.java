package greenbelt.workload;

import greenbelt.workload.StartingTown.Item;
import greenbelt.workload.StartingTown.User;
import greenbelt.world.Randomness;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A town of any size, which begins with the [StartingTown].
///
/// Who lives at which number, and what is on which shelf, is a function of (seed, number) and kept nowhere, so a
/// million users take no memory, and the first thousand are the same in every larger town.
///
/// @param seed what chooses names, prices and stocks beyond the starting town
/// @param userCount how many users, 1 to [#MAX_COUNT]
/// @param itemCount how many items, 1 to [#MAX_COUNT]
public record Town(long seed, int userCount, int itemCount) {
    /// The most users and the most items.
    public static final int MAX_COUNT = 1_000_000_000;

    private static final Pattern ACCENTS = Pattern.compile("[^A-Za-z ]");

    public Town {
        checkCount("userCount", userCount);
        checkCount("itemCount", itemCount);
    }

    private static void checkCount(String what, int count) {
        if (count < 1 || count > MAX_COUNT) {
            throw new IllegalArgumentException(
                    what + " must be 1 to " + MAX_COUNT + ", was " + count);
        }
    }

    /// The user at this number, from 0 to `userCount` - 1.
    public User user(int number) {
        var first = StartingTown.standard().users();
        checkNumber(number, userCount);
        return number < first.size() ? first.get(number) : newUser(number);
    }

    /// The item at this number, from 0 to `itemCount` - 1.
    public Item item(int number) {
        var first = StartingTown.standard().items();
        checkNumber(number, itemCount);
        return number < first.size() ? first.get(number) : newItem(number);
    }

    /// All users, by number, made one at a time.
    public Stream<User> users() {
        return IntStream.range(0, userCount).mapToObj(this::user);
    }

    /// All items, by number, made one at a time.
    public Stream<Item> items() {
        return IntStream.range(0, itemCount).mapToObj(this::item);
    }

    private static void checkNumber(int number, int count) {
        if (number < 0 || number >= count) {
            throw new IllegalArgumentException(
                    "number must be 0 to " + (count - 1) + ", was " + number);
        }
    }

    private User newUser(int number) {
        var random = Randomness.of(seed, "user/" + number);
        var people = random.pick(Names.PEOPLES);
        var given = random.pick(people.given());
        var family = random.pick(people.family());
        // The number keeps handles apart: names have no digits.
        var handle = ascii(given).toLowerCase(Locale.ROOT) + number;
        long walletCents = 1_000 * (20 + random.nextLong(180) + random.nextLong(180));
        return new User(handle, given + " " + family, handle + "@greenbelt.example", walletCents);
    }

    private Item newItem(int number) {
        var random = Randomness.of(seed, "item/" + number);
        var make = random.pick(Names.MAKES);
        var thing = random.pick(Names.THINGS);
        var name = make + " " + thing.name();
        var sku = ascii(name).toUpperCase(Locale.ROOT).replace(' ', '-') + "-" + number;
        // From 70 to 150 percent of what such a thing costs, ending on 90 cents.
        long priceCents = thing.priceCents() * (70 + random.nextLong(81)) / 100;
        int stock = 10 + random.nextInt(190);
        return new Item(sku, name, Math.max(1, priceCents / 100) * 100 - 10, stock);
    }

    /// Without accents.
    private static String ascii(String name) {
        return ACCENTS.matcher(Normalizer.normalize(name, Normalizer.Form.NFD)).replaceAll("");
    }
}
