# SPDX-License-Identifier: AGPL-3.0-or-later
# DuckDB, the engine of events: its library and its C header come from npm, pinned in packages/duckdb.
set(duckdb_folder ${PROJECT_SOURCE_DIR}/packages/duckdb)
set(duckdb_library ${duckdb_folder}/node_modules/@duckdb/node-bindings-linux-x64/libduckdb.so)
set(duckdb_include ${duckdb_folder}/node_modules/duckdb/src/duckdb/src/include)
foreach(needed ${duckdb_library} ${duckdb_include}/duckdb.h)
  if(NOT EXISTS ${needed})
    message(FATAL_ERROR "DuckDB is not here (${needed}).\nRun: (cd packages/duckdb && npm ci --ignore-scripts)")
  endif()
endforeach()

# The header stands among many others of DuckDB's own, whose names could hide ours: take the one file.
file(MAKE_DIRECTORY ${PROJECT_BINARY_DIR}/duckdb)
file(COPY_FILE ${duckdb_include}/duckdb.h ${PROJECT_BINARY_DIR}/duckdb/duckdb.h ONLY_IF_DIFFERENT)
add_library(duckdb SHARED IMPORTED GLOBAL)
set_target_properties(duckdb PROPERTIES IMPORTED_LOCATION ${duckdb_library} IMPORTED_SONAME libduckdb.so
  INTERFACE_INCLUDE_DIRECTORIES ${PROJECT_BINARY_DIR}/duckdb)
