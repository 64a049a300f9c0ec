package greenbelt.shard.twin;

import java.util.List;

/// A query for every shape that is supported, over tables sharded by user.
final class Shapes {
    private Shapes() {}

    static final List<String> ALL =
            """
            select * from orders where user_id = 3
            select order_id, total from orders where user_id = 3 order by total desc nulls last, order_id
            select order_id from orders where user_id = 3 and status = 'paid'
            select order_id from orders where user_id = -3
            select order_id from orders where user_id = 1 and user_id = 2
            select order_id from orders where user_id = null
            select order_id from orders where user_id in (1, 2, 7)
            select order_id from orders where user_id in (1, 2, null) order by order_id
            select order_id from orders where user_id in (2) and total > 1 order by order_id limit 3
            select order_id from orders where user_id not in (1, 2)
            select order_id from orders where user_id between 3 and 5
            select order_id from orders where user_id not between 3 and 5
            select order_id from orders where user_id > 8 or user_id = 1
            select order_id from orders where user_id >= 3 and user_id < 5
            select order_id from orders where user_id = 3 or total > 4
            select order_id from orders where not user_id = 3
            select order_id from orders where 3 = user_id
            select order_id from orders where 5 < user_id
            select order_id from orders where order_id = 17
            select order_id, user_id from orders where order_id in (1, 17, 99, 5000)
            select order_id from orders where order_id = 17 and user_id = 1
            select order_id from orders where order_id = 5000
            select count(*) from orders where order_id = 5000
            select * from orders
            select * from orders order by order_id
            select o.*, u.name from orders o join users u on u.user_id = o.user_id order by o.order_id
            select order_id from orders order by order_id limit 10
            select order_id from orders order by order_id desc limit 10 offset 20
            select order_id from orders order by order_id offset 110
            select order_id from orders order by order_id limit 0
            select order_id from orders order by order_id offset 7 rows fetch next 5 rows only
            select total, order_id from orders order by total, order_id desc limit 30
            select total from orders order by total nulls last limit 30
            select total from orders order by total desc nulls first limit 30
            select total from orders order by 1 desc limit 5
            select order_id from orders order by total + 1, order_id limit 20
            select order_id from orders order by status, total desc, order_id limit 25 offset 25
            select order_id as n from orders order by n desc limit 3
            select upper(status) as s, order_id from orders order by s, order_id limit 12
            select status from orders order by order_id limit 9
            select order_id from orders limit 5
            select total from orders order by total limit 10
            select order_id, total from orders where total < 3 or total = 3 and order_id > 40 order by total, order_id limit 10
            select order_id, total from orders where (total, order_id) > (2.5, 10) order by total, order_id limit 10
            select distinct status from orders
            select distinct status, region from orders order by region desc, status
            select distinct status from orders order by status limit 2 offset 1
            select distinct status, total from orders order by total + 1, status limit 9
            select distinct user_id from orders where total > 3
            select distinct o.region, l.quantity from orders o join lines l on o.order_id = l.order_id and o.user_id = l.user_id
            select count(*) from orders
            select count(*), count(total), count(note) from orders
            select sum(total), min(total), max(total), avg(total) from orders
            select sum(total) from orders where total > 1000
            select sum(user_id), avg(user_id), min(user_id), max(user_id) from orders
            select sum(quantity), avg(quantity), min(quantity), max(quantity) from lines
            select avg(quantity * price), sum(quantity * price), avg(price / 3) from lines
            select min(status), max(status), min(placed_at), max(placed_at) from orders
            select stddev(total), stddev_pop(total), stddev_samp(total), var_pop(total), var_samp(total) from orders
            select stddev(quantity), count(*) from lines where quantity > 100
            select variance(total) from orders where user_id in (1, 2)
            select count(distinct status) from orders
            select count(distinct status), count(distinct region), count(*) from orders
            select count(distinct user_id), count(distinct status), max(total) from orders
            select count(distinct l.user_id), count(distinct l.item_id) from orders o left join lines l on l.order_id = o.order_id and l.user_id = o.user_id where o.total > 2
            select sum(distinct total), avg(distinct total), count(distinct total) from orders
            select sum(distinct quantity), avg(distinct quantity), sum(distinct item_id), avg(distinct item_id) from lines
            select stddev_pop(distinct quantity), min(distinct quantity) from lines
            select count(*) filter (where total > 2), sum(total) filter (where status = 'paid') from orders
            select count(distinct user_id) filter (where total > 2) from orders
            select avg(total) filter (where status = 'open') from orders
            select sum(total) / count(*) from orders
            select sum(total) / count(total) - avg(total) from orders
            select sum(quantity * price) / sum(quantity) from lines
            select 100 * count(*) filter (where status = 'paid') / count(*) from orders
            select coalesce(sum(total), 0) + 1, nullif(count(*), 0), count(*) * 2 from orders where total > 1000
            select case when count(*) > 10 then 'many' else 'few' end from orders
            select cast(avg(total) as decimal(10, 2)), round(avg(total), 1) from orders
            select max(total) - min(total) as spread from orders
            select status, count(*) from orders group by status
            select status, count(*) from orders group by status order by status
            select status, count(*) from orders group by status order by status desc nulls last limit 2
            select status, count(*) as n from orders group by status order by n desc, status
            select status, count(*) from orders group by status order by 2, 1
            select status, region, sum(total), avg(total) from orders group by status, region order by region, status
            select region, status, sum(total) from orders group by status, region order by sum(total) desc nulls last, 1, 2 limit 5
            select upper(status) as s, count(*) from orders group by upper(status) order by s
            select upper(status) as s, count(*) from orders group by s order by s
            select extract(month from placed_at) as m, count(*), sum(total) from orders group by extract(month from placed_at) order by m
            select date_trunc('month', placed_at) as m, count(*) from orders group by m order by m
            select case when total > 2 then 'big' else 'small' end as size, count(*) from orders group by case when total > 2 then 'big' else 'small' end
            select total > 2, count(*) from orders group by total > 2
            select status, sum(total) / count(*) as mean from orders group by status order by mean desc nulls last, status
            select status, count(distinct region), count(distinct user_id), count(*) from orders group by status order by status
            select region, sum(distinct total), avg(distinct total) from orders group by region order by region
            select status, avg(total), stddev(total) from orders group by status order by status
            select status from orders group by status having count(*) > 20 order by status
            select status, count(*) from orders group by status having sum(total) > 50 and count(*) > 5 order by status
            select status, max(total) from orders group by status having max(total) - min(total) > 1 order by 1
            select region, count(*) from orders where total is not null group by region having count(distinct status) > 2 order by region
            select count(*) from orders having count(*) > 5
            select count(*) from orders having count(*) > 5000
            select distinct count(*) from orders group by status, region
            select distinct region from orders group by status, region order by region
            select count(*) from orders group by status
            select status from orders group by status, region order by region, status
            select status, count(*) from orders group by status order by count(*) desc, status limit 2 offset 1
            select total, count(*) from orders group by total order by total limit 7
            select total, count(*) as n from orders group by total order by n desc, total limit 7
            select user_id, count(*), sum(total) from orders group by user_id order by user_id
            select user_id, sum(total) as spent from orders group by user_id having sum(total) > 20 order by spent desc limit 3
            select user_id, status, count(*) from orders group by user_id, status order by 3 desc, 1, 2 limit 10
            select user_id from orders group by user_id order by max(total) desc nulls last, user_id limit 4
            select user_id, median(total) from orders group by user_id order by user_id
            select user_id, listagg(status, ',') within group (order by order_id) from orders group by user_id order by user_id
            select count(*) from orders o join lines l on o.order_id = l.order_id and o.user_id = l.user_id
            select o.order_id, l.line_no from orders o, lines l where o.order_id = l.order_id and o.user_id = l.user_id order by 1, 2 limit 20
            select u.name, sum(l.quantity * l.price) from users u join orders o on o.user_id = u.user_id join lines l on l.order_id = o.order_id and l.user_id = o.user_id group by u.name order by u.name
            select o.order_id, count(l.line_no) from orders o left join lines l on l.order_id = o.order_id and l.user_id = o.user_id group by o.order_id, o.user_id order by o.order_id
            select count(*), count(l.line_no) from orders o left join lines l on l.order_id = o.order_id and l.user_id = o.user_id
            select u.user_id, count(o.order_id) from users u left join orders o on o.user_id = u.user_id and o.total > 2 group by u.user_id order by 1
            select i.category, sum(l.quantity) from lines l join items i on i.item_id = l.item_id group by i.category order by i.category
            select i.name, count(*) from lines l left join items i on i.item_id = l.item_id group by i.name order by 2 desc, 1
            select i.category, count(distinct l.order_id) from items i join lines l on l.item_id = i.item_id group by i.category order by 1
            select l.order_id, i.name from lines l cross join items i where i.item_id = l.item_id order by 1, 2 limit 10
            select count(*) from items
            select category, avg(price) from items group by category order by category
            select i.name, (select max(price) from items) from items i order by i.name
            select median(price), listagg(name, ',') within group (order by name) from items
            select order_id from orders where user_id in (select user_id from users where users.user_id = orders.user_id and users.region = 'north') order by order_id
            select order_id from lines where item_id in (select item_id from items where price > 2) order by order_id, line_no
            select count(*) from orders o where exists (select 1 from lines l where l.order_id = o.order_id and l.user_id = o.user_id)
            select count(*) from orders o where not exists (select 1 from lines l where l.order_id = o.order_id and l.user_id = o.user_id)
            select o.order_id, (select sum(l.quantity) from lines l where l.order_id = o.order_id and l.user_id = o.user_id) as n from orders o order by n desc nulls last, o.order_id limit 6
            select name from items where item_id in (select item_id from lines where user_id = 1) order by name
            select order_id, row_number() over (order by total, order_id) from orders where user_id = 1 order by order_id
            select median(total), percentile_cont(0.5) within group (order by total) from orders where user_id = 1
            select order_id from orders where user_id = 1 and total = (select max(total) from orders where user_id = 1)
            select order_id from orders where user_id = 1 except select order_id from lines where user_id = 1
            select count(*) from (select user_id, sum(total) as spent from orders group by user_id) g where spent > 10
            select avg(n) from (select user_id, count(*) as n from orders group by user_id) g
            select g.user_id, g.n, u.name from (select user_id, count(*) as n from orders group by user_id) g join users u on u.user_id = g.user_id order by g.user_id
            select s, count(*) from (select status as s, total from orders where total > 1) big group by s order by s
            select order_id from orders union all select user_id from users
            select order_id as n from orders where total > 4 union all select user_id from users order by n limit 12
            select status from orders union select region from orders order by 1
            select total from orders where total < 1 union all select user_id from users order by 1
            select 'orders', count(*) from orders union all select 'lines', count(*) from lines order by 1
            select status, sum(total) from orders group by status union all select null, sum(total) from orders
            select user_id, 1 from orders where user_id = 2 union all select user_id, 2.5 from orders where user_id = 2
            select 1 union all select 2 order by 1
            select 1 + 1
            select region, count(*) from orders where user_id in (select user_id from users where user_id = 4 and users.user_id = orders.user_id) group by region
            """
                    .lines()
                    .toList();
}
