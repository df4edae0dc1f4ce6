# SPDX-License-Identifier: AGPL-3.0-or-later
# Outside libraries, and which module may use each. Debian packages: see packages/debian.txt.
find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)
find_package(OpenSSL REQUIRED)

function(parvis_pkg name)
  pkg_check_modules(${name} REQUIRED IMPORTED_TARGET GLOBAL ${ARGN})
endfunction()

parvis_pkg(sodium libsodium)
find_package(date REQUIRED)
parvis_uses(base PkgConfig::sodium OpenSSL::Crypto date::date-tz boost_json Threads::Threads)
parvis_pkg(sqlite3 sqlite3)
parvis_pkg(libpq libpq)
parvis_uses(store PkgConfig::sqlite3 PkgConfig::libpq)
parvis_pkg(libcurl libcurl)
parvis_uses(net PkgConfig::libcurl)

parvis_pkg(icu icu-uc icu-i18n)
parvis_pkg(hunspell hunspell)
parvis_pkg(pugixml pugixml)
parvis_pkg(libzip libzip)
parvis_pkg(poppler poppler-cpp)
parvis_uses(text PkgConfig::icu PkgConfig::hunspell PkgConfig::pugixml PkgConfig::libzip PkgConfig::poppler stemmer)
include(cmake/text_files.cmake)

# vips drags -pthread and twenty include folders along: its headers are for one file alone, and nobody above sees them.
pkg_check_modules(vips REQUIRED vips)
set_source_files_properties(src/engines/render/image.cpp PROPERTIES INCLUDE_DIRECTORIES "${vips_INCLUDE_DIRS}")
parvis_uses(render xlsxwriter qrencode vips gobject-2.0 glib-2.0)
parvis_pkg(zlib zlib)
parvis_pkg(brotlienc libbrotlienc)
parvis_uses(http PkgConfig::zlib PkgConfig::brotlienc)
include(cmake/duckdb.cmake)
parvis_uses(events duckdb)
find_package(spdlog REQUIRED)
find_package(prometheus-cpp REQUIRED COMPONENTS core)
parvis_uses(app spdlog::spdlog prometheus-cpp::core)
