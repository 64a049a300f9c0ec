package greenbelt.projection;

/// The tables of one version of a read model.
///
/// @param version from 1
public record Tables(long version) {
    /// The statement with the names of these tables: `{v}` becomes `v3`.
    public String sql(String template) {
        return template.replace("{v}", "v" + version);
    }
}
