//! Effects of the settings that become options of the node.
