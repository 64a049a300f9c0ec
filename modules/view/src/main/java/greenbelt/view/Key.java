package greenbelt.view;

/// A key that was pressed.
///
/// @param name its letter, or a word in lower case such as `page-down`
public record Key(String name) {
    public static final Key UP = new Key("up");
    public static final Key DOWN = new Key("down");
    public static final Key LEFT = new Key("left");
    public static final Key RIGHT = new Key("right");
    public static final Key PAGE_UP = new Key("page-up");
    public static final Key PAGE_DOWN = new Key("page-down");
    public static final Key HOME = new Key("home");
    public static final Key END = new Key("end");
    public static final Key ENTER = new Key("enter");
    public static final Key ESCAPE = new Key("escape");

    /// The key of a letter.
    public static Key of(char letter) {
        return new Key(Character.toString(letter));
    }
}
