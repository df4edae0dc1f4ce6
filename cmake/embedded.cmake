# SPDX-License-Identifier: AGPL-3.0-or-later
# parvis_embed(<module> <name> <folder> <file>...): puts files into the program, for that module to read.
# The module includes "embedded/<name>.h" and calls parvis::embedded::<name>(), a span of File{name, bytes} sorted by
# name; names are relative to <folder> ("referential/domains.json" of folder "${PROJECT_SOURCE_DIR}" for example).
# The bytes are taken by the assembler, so that large files cost no compile time.
function(parvis_embed module name folder)
  set(generated ${PROJECT_BINARY_DIR}/generated/embedded)
  set(files ${ARGN})
  list(SORT files)
  set(assembly "")
  set(externs "")
  set(rows "")
  set(number 0)
  foreach(file IN LISTS files)
    file(RELATIVE_PATH shown ${folder} ${file})
    set(symbol parvis_embedded_${name}_${number})
    string(APPEND assembly "asm(\".section .rodata\\n.balign 16\\n${symbol}:\\n.incbin \\\"${file}\\\"\\n${symbol}_end:\\n.byte 0\\n\"\n"
                           "    \".global ${symbol}\\n.global ${symbol}_end\\n.text\\n\");\n")
    string(APPEND externs "extern char const ${symbol}[], ${symbol}_end[];\n")
    string(APPEND rows "      file(\"${shown}\", ${symbol}, ${symbol}_end),\n")
    math(EXPR number "${number} + 1")
  endforeach()
  file(CONFIGURE OUTPUT ${generated}/file.h CONTENT [[// Made by cmake/embedded.cmake.
#pragma once
#include <span>
#include <string_view>

namespace parvis::embedded {
struct File {
  std::string_view name;
  std::string_view bytes;
};
}  // namespace parvis::embedded
]] @ONLY)
  file(CONFIGURE OUTPUT ${generated}/${name}.h CONTENT "// Made by cmake/embedded.cmake.
#pragma once
#include \"embedded/file.h\"

namespace parvis::embedded {
std::span<File const> ${name}();
}  // namespace parvis::embedded
" @ONLY)
  file(CONFIGURE OUTPUT ${generated}/${name}.cpp CONTENT "// Made by cmake/embedded.cmake.
#include \"embedded/${name}.h\"

#include <vector>

${assembly}
extern \"C\" {
${externs}}

namespace parvis::embedded {
std::span<File const> ${name}() {
  [[maybe_unused]] auto const file = [](char const* shown, char const* begin, char const* end) {
    return File{shown, std::string_view(begin, static_cast<std::size_t>(end - begin))};
  };
  static std::vector<File> const all = {
${rows}  };
  return all;
}
}  // namespace parvis::embedded
" @ONLY)
  set_source_files_properties(${generated}/${name}.cpp PROPERTIES OBJECT_DEPENDS "${files}")
  add_library(parvis_embedded_${name} STATIC ${generated}/${name}.cpp)
  target_link_libraries(parvis_embedded_${name} PRIVATE parvis_flags)
  parvis_uses(${module} parvis_embedded_${name})
endfunction()

file(GLOB migrations CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/migrations/[0-9]*.sql)
parvis_embed(store migrations ${PROJECT_SOURCE_DIR}/migrations ${migrations})

# Where the sources stand, for the tests that compare a committed file with what the program makes.
file(CONFIGURE OUTPUT ${PROJECT_BINARY_DIR}/generated/source_folder.h CONTENT "#pragma once
#define PARVIS_SOURCE_FOLDER \"${PROJECT_SOURCE_DIR}\"
" @ONLY)

parvis_embed(referential referential_files ${PROJECT_SOURCE_DIR}/referential
  ${PROJECT_SOURCE_DIR}/referential/referential.json ${PROJECT_SOURCE_DIR}/referential/rooms.json)
file(GLOB identity_mail CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/src/domain/identity/mail/*.txt)
parvis_embed(identity identity_mail ${PROJECT_SOURCE_DIR}/src/domain/identity/mail ${identity_mail})

file(GLOB document_templates CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/src/engines/render/templates/*.typ
  ${PROJECT_SOURCE_DIR}/src/engines/render/templates/*.json)
parvis_embed(render document_templates ${PROJECT_SOURCE_DIR}/src/engines/render/templates ${document_templates})

file(GLOB strategy_data CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/src/domain/strategy/data/*.json)
parvis_embed(strategy strategy_data ${PROJECT_SOURCE_DIR}/src/domain/strategy/data ${strategy_data})

file(GLOB convert_data CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/src/domain/convert/data/*.json)
parvis_embed(convert convert_data ${PROJECT_SOURCE_DIR}/src/domain/convert/data ${convert_data})

file(GLOB measure_data CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/src/domain/measure/data/*.json)
parvis_embed(measure measure_data ${PROJECT_SOURCE_DIR}/src/domain/measure/data ${measure_data})

file(GLOB publish_mail CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/src/domain/publish/mail/*.txt)
parvis_embed(publish publish_mail ${PROJECT_SOURCE_DIR}/src/domain/publish/mail ${publish_mail})

file(GLOB rule_sets CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/referential/rule_sets/*.json)
parvis_embed(enrol law_files ${PROJECT_SOURCE_DIR}/referential ${PROJECT_SOURCE_DIR}/referential/law.json)
parvis_embed(enrol rule_sets ${PROJECT_SOURCE_DIR}/referential/rule_sets ${rule_sets})

file(GLOB judge_data CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/src/domain/judge/data/*.json)
parvis_embed(judge judge_data ${PROJECT_SOURCE_DIR}/src/domain/judge/data ${judge_data})
file(GLOB certify_mail CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/src/domain/certify/mail/*.txt)
parvis_embed(certify certify_archive ${PROJECT_SOURCE_DIR}/src/domain/certify/archive
  ${PROJECT_SOURCE_DIR}/src/domain/certify/archive/index.fr.html ${PROJECT_SOURCE_DIR}/src/domain/certify/archive/index.en.html)
parvis_embed(certify certify_mail ${PROJECT_SOURCE_DIR}/src/domain/certify/mail ${certify_mail})

file(GLOB track_files CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/src/engines/track/data/*.json ${PROJECT_SOURCE_DIR}/src/engines/track/script/parvis.min.js)
parvis_embed(track track_files ${PROJECT_SOURCE_DIR}/src/engines/track ${track_files})

parvis_embed(app demo_promotion ${PROJECT_SOURCE_DIR}/src/app/demo/data ${PROJECT_SOURCE_DIR}/src/app/demo/data/promotion.json)
parvis_embed(app demo_story ${PROJECT_SOURCE_DIR}/src/app/demo/data ${PROJECT_SOURCE_DIR}/src/app/demo/data/maison_rivage.json)
parvis_embed(app demo_school ${PROJECT_SOURCE_DIR}/src/app/demo/data ${PROJECT_SOURCE_DIR}/src/app/demo/data/school.json)
file(GLOB demo_shop CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/src/app/demo/shop/*)
parvis_embed(app demo_shop ${PROJECT_SOURCE_DIR}/src/app/demo/shop ${demo_shop})

file(GLOB examine_mail CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/src/domain/examine/mail/*.txt)
parvis_embed(examine examine_mail ${PROJECT_SOURCE_DIR}/src/domain/examine/mail ${examine_mail})
parvis_embed(examine examine_indicators ${PROJECT_SOURCE_DIR}/referential ${PROJECT_SOURCE_DIR}/referential/indicators.json)
