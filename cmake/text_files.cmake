# SPDX-License-Identifier: AGPL-3.0-or-later
# Turns the data files of engines/text into headers: data/tlds.txt -> text/data/tlds.h, `data::tlds`.
foreach(file tlds.txt networks.json)
  set(source ${PROJECT_SOURCE_DIR}/src/engines/text/data/${file})
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${source})
  get_filename_component(name ${file} NAME_WE)
  file(READ ${source} content)
  file(CONFIGURE OUTPUT ${PROJECT_BINARY_DIR}/generated/text/data/${name}.h @ONLY CONTENT
    "// Made from src/engines/text/data/${file}.\n#pragma once\n#include <string_view>\nnamespace parvis::text::data {\ninline constexpr std::string_view ${name} = R\"file(@content@)file\";\n}\n")
endforeach()
