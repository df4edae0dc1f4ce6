# SPDX-License-Identifier: AGPL-3.0-or-later
# Every src/**/<name>_fuzz.cpp becomes the libFuzzer program <name>_fuzz, linked to the module of its folder. tools/fuzz
# builds and runs them from the seeds in tests/fuzz/<name>.
if(NOT CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
  message(FATAL_ERROR "Fuzzing needs clang: use the preset `fuzz`")
endif()
target_compile_options(parvis_flags INTERFACE -fsanitize=fuzzer-no-link,address -fno-omit-frame-pointer -Wno-error)
target_link_options(parvis_flags INTERFACE -fsanitize=address)
# clang 14 finds qpdf 11's JSON.hh ill-formed as C++20 (a vector of a class that is not whole yet), so scrubbing is left out:
# no target reaches it.
set_source_files_properties(src/engines/text/scrub.cpp PROPERTIES HEADER_FILE_ONLY ON)
add_custom_target(fuzz)
file(GLOB_RECURSE fuzzers CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/src/*_fuzz.cpp)
foreach(source IN LISTS fuzzers)
  get_filename_component(name ${source} NAME_WE)
  get_filename_component(folder ${source} DIRECTORY)
  get_filename_component(module ${folder} NAME)
  add_executable(${name} ${source})
  target_link_libraries(${name} PRIVATE parvis_${module})
  target_link_options(${name} PRIVATE -fsanitize=fuzzer,address)
  set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR})
  add_dependencies(fuzz ${name})
endforeach()
