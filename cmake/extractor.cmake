# SPDX-License-Identifier: AGPL-3.0-or-later
# The child program that reads documents stands beside the server; building either one builds it.
add_executable(parvis-extract src/engines/text/extractor/main.cpp)
target_link_libraries(parvis-extract PRIVATE parvis_text)
set_target_properties(parvis-extract PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR})
foreach(program parvis parvis_unit parvis_scenarios)
  if(TARGET ${program})
    add_dependencies(${program} parvis-extract)
  endif()
endforeach()
