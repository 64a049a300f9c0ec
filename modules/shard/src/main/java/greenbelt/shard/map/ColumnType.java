package greenbelt.shard.map;

/// What a column holds, in the words of SQL; each also says how H2 and PostgreSQL declare it.
public enum ColumnType {
    BIGINT("bigint"),
    INTEGER("int"),
    /// Money: ten digits before the point, two behind it.
    DECIMAL("decimal(12, 2)"),
    VARCHAR("varchar(4000)"),
    /// With its time zone; read as an instant.
    TIMESTAMP("timestamp(9) with time zone"),
    BOOLEAN("boolean");

    private final String sql;

    ColumnType(String sql) {
        this.sql = sql;
    }

    /// How it is declared.
    public String sql() {
        return sql;
    }
}
