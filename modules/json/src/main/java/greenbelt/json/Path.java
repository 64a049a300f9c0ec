package greenbelt.json;

import org.jspecify.annotations.Nullable;

/// A path into a document. Only written out, as people write it, `lines[0].quantity`, when something is wrong there.
final class Path {
    /// The document as a whole.
    static final Path ROOT = new Path(null, "", -1);

    private final @Nullable Path parent;
    private final String field;
    private final int item;

    private Path(@Nullable Path parent, String field, int item) {
        this.parent = parent;
        this.field = field;
        this.item = item;
    }

    Path field(String name) {
        return new Path(this, name, -1);
    }

    Path item(int index) {
        return new Path(this, "", index);
    }

    @Override
    public String toString() {
        if (parent == null) {
            return "";
        }
        var above = parent.toString();
        if (item >= 0) {
            return above + "[" + item + "]";
        }
        return above.isEmpty() ? field : above + "." + field;
    }
}
