/// What runs, how its parts are connected, and whether all is well.
package greenbelt.command.system;
