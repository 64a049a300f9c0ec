package greenbelt.shard.sql;

/// Why statements are refused: the published list. What it holds is all that is refused, but for errors of H2 itself.
public enum Refusal {
    /// Such as `selec 1`.
    UNREADABLE(
            "it is not a statement of SQL",
            "`select`, `insert`, `update` and `delete` can be run here.",
            "`selec 1`"),
    /// Such as `select * from orders for update`.
    NOT_UNDERSTOOD(
            "these words mean something that the planner does not know, and it leaves nothing out",
            "Write the statement without them.",
            "`select * from orders for update`"),
    /// Such as `select "total" from orders`.
    QUOTED_NAME(
            "quoted names are told apart by case, which names of tables here are not",
            "Write the name without quotes.",
            "`select \"total\" from orders`"),
    /// Such as `select * from order`.
    UNKNOWN_TABLE(
            "there is no such table",
            "Tables are listed by `shard status`.",
            "`select * from order`"),
    /// Such as `select totl from orders`.
    UNKNOWN_COLUMN(
            "no table in the query has such a column",
            "Check the name, or the alias before it.",
            "`select totl from orders`"),
    /// Such as `select user_id from orders o join users u on o.user_id = u.user_id`.
    AMBIGUOUS_COLUMN(
            "several tables in the query have a column of this name",
            "Put the table or its alias before it.",
            "`select user_id from orders o join users u on o.user_id = u.user_id`"),
    /// Such as `select soundex(name) from users`.
    UNKNOWN_FUNCTION(
            "the planner does not know whether it gives the same on every shard",
            "Use one of the functions in the list of this page, or compute it before the query.",
            "`select soundex(name) from users`"),
    /// Such as `select * from orders where placed_at < today()`.
    CLOCK_OR_DICE(
            "each shard would see another value",
            "Pass the value as a parameter.",
            "`select * from orders where placed_at < today()`"),
    /// Such as `select * from orders where order_id = ?`.
    WRONG_PARAMETERS(
            "the statement has another number of `?` than values were given",
            "Give one value for each `?`.",
            "`select * from orders where order_id = ?`"),
    /// Such as `select count(*) from orders o join lines l on o.order_id = l.order_id`.
    JOIN_ON_OTHER_KEY(
            "rows that belong together may be on different shards",
            "Join by the sharding column as well, join with a reference table, or fetch the keys first and ask for them with `in`.",
            "`select count(*) from orders o join lines l on o.order_id = l.order_id`"),
    /// Such as `select count(*) from items i left join lines l on l.item_id = i.item_id`.
    JOIN_FROM_REFERENCE(
            "every shard would add the rows that have no partner there",
            "Put the sharded table first, or use an inner join.",
            "`select count(*) from items i left join lines l on l.item_id = i.item_id`"),
    /// Such as `select count(*) from lines l right join items i on l.item_id = i.item_id`.
    OTHER_JOIN(
            "only inner, left and cross joins are planned",
            "Write a right join as a left join, and `using` or a natural join with `on`.",
            "`select count(*) from lines l right join items i on l.item_id = i.item_id`"),
    /// Such as `select order_id, row_number() over (order by total) from orders`.
    WINDOW_FUNCTION(
            "a window runs over rows of several shards",
            "Ask for one sharding value with `=`, or use `group by`, or number the rows where they are read.",
            "`select order_id, row_number() over (order by total) from orders`"),
    /// Such as `select median(total) from orders`.
    WHOLE_GROUP_AGGREGATE(
            "it needs all rows of a group in one place, and cannot be put together from partial results",
            "Ask for one sharding value with `=`, or fetch the rows in order and compute it where they are read.",
            "`select median(total) from orders`"),
    /// Such as `select order_id from orders where total = (select max(total) from orders)`.
    SUBQUERY(
            "it would see only the rows of its own shard",
            "Join its tables to the rows outside by the sharding column, use a reference table, ask for one sharding value with `=`, or run it first and pass its result.",
            "`select order_id from orders where total = (select max(total) from orders)`"),
    /// Such as `select max(n) from (select status, count(*) as n from orders group by status) g`.
    DERIVED_TABLE(
            "a query in `from` that groups, removes doubles or limits over several shards would do it on each shard by itself",
            "Group by the sharding column inside, or write it as one query.",
            "`select max(n) from (select status, count(*) as n from orders group by status) g`"),
    /// Such as `with big as (select * from orders where total > 100) select count(*) from big`.
    WITH_CLAUSE(
            "queries with names of their own are not planned",
            "Write the query in `from`, or run it first and pass its result.",
            "`with big as (select * from orders where total > 100) select count(*) from big`"),
    /// Such as `select user_id from orders except select user_id from users`.
    SET_OPERATION(
            "rows of one side must be compared with rows of the other, on all shards",
            "Use `union all`, `union`, or `exists` by the sharding column.",
            "`select user_id from orders except select user_id from users`"),
    /// Such as `select status, region, count(*) from orders group by status`.
    BARE_COLUMN(
            "it is neither grouped by nor inside an aggregate, so a group has no one value of it",
            "Add it to `group by`, or put it into `min`, `max` or `count`.",
            "`select status, region, count(*) from orders group by status`"),
    /// Such as `select status from orders where sum(total) > 5 group by status`.
    NESTED_AGGREGATE(
            "an aggregate stands where there are no groups yet",
            "Use `having` for a condition on an aggregate.",
            "`select status from orders where sum(total) > 5 group by status`"),
    /// Such as `select sum(cast(total as double precision)) from orders`.
    APPROXIMATE_SUM(
            "a sum of floating-point numbers hangs on the order of the rows",
            "Cast the argument to `decimal`.",
            "`select sum(cast(total as double precision)) from orders`"),
    /// Such as `select distinct status from orders order by total`.
    ORDER_OF_DISTINCT(
            "rows without doubles can only be ordered by what they consist of",
            "Also select what the rows are ordered by.",
            "`select distinct status from orders order by total`"),
    /// Such as `select order_id from orders order by order_id limit 2 + 3`.
    LIMIT_VALUE(
            "a limit and an offset are whole numbers from 0, written out or as `?`",
            "Compute it before the query.",
            "`select order_id from orders order by order_id limit 2 + 3`"),
    /// Such as `select total, count(*) as n from orders group by total order by n limit 10 offset 1000000`.
    PAGE_TOO_DEEP(
            "that many groups would have to be kept in memory to pass over them",
            "Continue after the last row of the page before: `having (n, key) < (?, ?)`.",
            "`select total, count(*) as n from orders group by total order by n limit 10 offset 1000000`"),
    /// Such as `insert into orders (order_id, total) values (1, 2.50)`.
    NO_SHARDING_VALUE(
            "without it nobody can say on which shard the row belongs",
            "Name the sharding column and give its value.",
            "`insert into orders (order_id, total) values (1, 2.50)`"),
    /// Such as `insert into orders (order_id, user_id) values (1, 2 + 3)`.
    COMPUTED_KEY(
            "the shard of a row is decided before it is written, so the value must be known",
            "Write the sharding value out, or pass it as a parameter.",
            "`insert into orders (order_id, user_id) values (1, 2 + 3)`"),
    /// Such as `update orders set user_id = 7 where order_id = 1`.
    KEY_UPDATE(
            "the row would have to move to another shard",
            "Delete the row and insert it with the new value.",
            "`update orders set user_id = 7 where order_id = 1`"),
    /// Such as `update orders set order_id = 7 where order_id = 1`.
    LOOKUP_UPDATE(
            "a lookup index says where rows with this value are",
            "Delete the row and insert it with the new value.",
            "`update orders set order_id = 7 where order_id = 1`"),
    /// Such as `insert into orders select * from orders`.
    INSERT_FORM(
            "only `insert into table (columns) values (…), (…)` can be split by shard",
            "Name the columns and give the values; run a query first and insert its rows.",
            "`insert into orders select * from orders`"),
    /// Such as `delete from orders where total < (select avg(total) from orders)`.
    SUBQUERY_IN_WRITE(
            "it would see only the rows of its own shard",
            "Run the query first and pass its result.",
            "`delete from orders where total < (select avg(total) from orders)`"),
    /// Such as `delete from orders_by_id where order_id = 1`.
    INDEX_TABLE(
            "its rows are kept by the store, together with those they are about",
            "Write to the table itself.",
            "`delete from orders_by_id where order_id = 1`"),
    /// Such as `delete from history_orders where number = 1`.
    HISTORY_TABLE(
            "its rows are what the running system's orders have come to, and follow their events alone",
            "Place, cancel or ship an order in the running system.",
            "`delete from history_orders where number = 1`"),
    /// Such as `insert into orders (order_id, region) values (1, 'atlantis')`.
    NO_SHARD(
            "no shard has rows with this value",
            "Add the value to the map first.",
            "`insert into orders (order_id, region) values (1, 'atlantis')`");

    private final String why;
    private final String instead;
    private final String example;

    Refusal(String why, String instead, String example) {
        this.why = why;
        this.instead = instead;
        this.example = example.substring(1, example.length() - 1);
    }

    /// Why it is refused: half a sentence.
    public String why() {
        return why;
    }

    /// What would work: a sentence.
    public String instead() {
        return instead;
    }

    /// A statement that is refused for this reason, over the tables sharded by user.
    public String example() {
        return example;
    }
}
