/// What customers do, and what is read of it.
package greenbelt.command.orders;
