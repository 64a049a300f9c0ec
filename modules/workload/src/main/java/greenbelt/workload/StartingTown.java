package greenbelt.workload;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The users and items that a new system begins with. The same for every seed, so that what a learner types always
/// works.
///
/// @param users at least 20, each with a unique handle and e-mail address
/// @param items at least 50, each with a unique SKU
public record StartingTown(List<User> users, List<Item> items) {
    private static final StartingTown STANDARD = new StartingTown(standardUsers(), standardItems());

    public StartingTown {
        users = List.copyOf(users);
        items = List.copyOf(items);
    }

    /// A user to be.
    ///
    /// @param handle short name, lower-case letters
    /// @param walletCents credit to begin with
    public record User(String handle, String name, String email, long walletCents) {}

    /// An item to be.
    ///
    /// @param sku upper-case letters and dashes
    /// @param stock pieces to begin with
    public record Item(String sku, String name, long priceCents, int stock) {}

    /// The town that every system begins with: 24 users, 60 items.
    public static StartingTown standard() {
        return STANDARD;
    }

    private static List<User> standardUsers() {
        var users = new ArrayList<User>();
        user(users, "Ada Okafor", 250_000);
        user(users, "Bela Horváth", 120_000);
        user(users, "Chiara Romano", 98_500);
        user(users, "Dmitri Volkov", 76_000);
        user(users, "Esperanza Cruz", 143_200);
        user(users, "Farid Haddad", 55_000);
        user(users, "Greta Lindqvist", 187_900);
        user(users, "Hiroshi Tanaka", 210_000);
        user(users, "Ines Carvalho", 64_300);
        user(users, "Jamal Edwards", 89_000);
        user(users, "Kavya Iyer", 132_750);
        user(users, "Liam Byrne", 47_500);
        user(users, "Mei Zhang", 156_000);
        user(users, "Nadia Kowalska", 71_200);
        user(users, "Omar Farouk", 93_400);
        user(users, "Priya Nair", 118_000);
        user(users, "Quentin Moreau", 38_900);
        user(users, "Rosa Jiménez", 165_000);
        user(users, "Sven Bakker", 82_600);
        user(users, "Thandiwe Dube", 104_100);
        user(users, "Uma Shrestha", 59_900);
        user(users, "Viktor Petrov", 128_300);
        user(users, "Wanjiru Kamau", 97_000);
        user(users, "Yusuf Demir", 145_500);
        return users;
    }

    private static void user(List<User> users, String name, long walletCents) {
        var handle = name.substring(0, name.indexOf(' ')).toLowerCase(Locale.ROOT);
        users.add(new User(handle, name, handle + "@greenbelt.example", walletCents));
    }

    private static List<Item> standardItems() {
        var items = new ArrayList<Item>();
        item(items, "Desk lamp", 3_490, 120);
        item(items, "Floor lamp", 8_900, 40);
        item(items, "Reading chair", 24_900, 15);
        item(items, "Office chair", 18_900, 30);
        item(items, "Oak stool", 5_900, 60);
        item(items, "Standing desk", 45_900, 12);
        item(items, "Bookshelf", 12_900, 25);
        item(items, "Picture frame", 1_450, 200);
        item(items, "Wall clock", 2_990, 80);
        item(items, "Alarm clock", 1_990, 110);
        item(items, "Wool blanket", 6_900, 70);
        item(items, "Linen sheet", 4_900, 90);
        item(items, "Down pillow", 3_900, 100);
        item(items, "Bath towel", 1_790, 240);
        item(items, "Door mat", 1_890, 130);
        item(items, "Umbrella", 2_490, 150);
        item(items, "Rain jacket", 8_990, 45);
        item(items, "Hiking boots", 13_900, 35);
        item(items, "Wool socks", 1_290, 300);
        item(items, "Straw hat", 2_290, 75);
        item(items, "Leather belt", 3_690, 65);
        item(items, "Backpack", 7_990, 55);
        item(items, "Travel mug", 1_990, 180);
        item(items, "Water bottle", 1_490, 260);
        item(items, "Lunch box", 1_690, 170);
        item(items, "Tea pot", 3_290, 85);
        item(items, "Coffee grinder", 5_490, 50);
        item(items, "Espresso cup", 790, 400);
        item(items, "Soup bowl", 890, 350);
        item(items, "Dinner plate", 990, 350);
        item(items, "Bread knife", 2_790, 95);
        item(items, "Chef knife", 6_490, 60);
        item(items, "Cutting board", 2_390, 105);
        item(items, "Cast iron pan", 4_590, 70);
        item(items, "Stock pot", 5_290, 48);
        item(items, "Salad bowl", 2_690, 88);
        item(items, "Pepper mill", 2_190, 115);
        item(items, "Garden shears", 3_390, 66);
        item(items, "Watering can", 1_890, 92);
        item(items, "Flower pot", 1_190, 220);
        item(items, "Herb seeds", 390, 600);
        item(items, "Bird feeder", 2_590, 58);
        item(items, "Bicycle pump", 2_190, 84);
        item(items, "Bicycle bell", 990, 160);
        item(items, "Bicycle helmet", 5_990, 52);
        item(items, "Head torch", 2_990, 77);
        item(items, "Camping stove", 6_790, 33);
        item(items, "Two man tent", 15_900, 18);
        item(items, "Sleeping bag", 9_900, 28);
        item(items, "Chess set", 4_190, 44);
        item(items, "Jigsaw puzzle", 1_990, 125);
        item(items, "Playing cards", 590, 500);
        item(items, "Sketch book", 1_090, 210);
        item(items, "Fountain pen", 4_790, 62);
        item(items, "Ink bottle", 1_290, 140);
        item(items, "Paper clips", 190, 1_000);
        item(items, "Acoustic guitar", 22_900, 10);
        item(items, "Ukulele", 5_900, 36);
        item(items, "Harmonica", 2_490, 68);
        item(items, "Metronome", 3_190, 42);
        return items;
    }

    private static void item(List<Item> items, String name, long priceCents, int stock) {
        var sku = name.toUpperCase(Locale.ROOT).replace(' ', '-');
        items.add(new Item(sku, name, priceCents, stock));
    }
}
