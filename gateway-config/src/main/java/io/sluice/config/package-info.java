/**
 * From a folder of YAML files to a running plan, or to a list of everything that is wrong with it.
 *
 * <p>The way of a file: {@code ConfigDirectory} reads it, {@code YamlReader} makes it a tree of {@code Node}s that know where they stand, {@code
 * RecordBinder} makes the tree a record, {@code Linker} checks the records against each other, {@code SnapshotCompiler} builds what runs.
 */
@NullMarked
package io.sluice.config;

import org.jspecify.annotations.NullMarked;
