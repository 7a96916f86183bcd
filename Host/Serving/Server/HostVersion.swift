/// The host's version, as clients see it.
package let hostVersion = "0.1.0"
