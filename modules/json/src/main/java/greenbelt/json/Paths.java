package greenbelt.json;

/// Paths into a document, as people write them: `lines[0].quantity`.
final class Paths {
    private Paths() {}

    static String field(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    static String item(String path, int index) {
        return path + "[" + index + "]";
    }
}
