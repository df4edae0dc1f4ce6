// SPDX-License-Identifier: AGPL-3.0-or-later
#include "render/document_worker.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iostream>

#include <gtest/gtest.h>

#include "base/json.h"
#include "render/charter_document.h"
#include "render/chart.h"
#include "render/image.h"
#include "render/report_document.h"
#include "source_folder.h"
#include "support/temporary_folder.h"

namespace parvis::render {
namespace {

namespace fs = std::filesystem;

fs::path const documents = fs::path(PARVIS_SOURCE_FOLDER) / "packages/documents";

/// Needs Node and the packages of packages/documents, and pdftotext to read back: what ./test installs.
class Documents : public testing::Test {
 protected:
  void SetUp() override {
    if (fs::exists(documents / "node_modules/@myriaddreamin")) return;
    std::cout << "skipped: npm packages of packages/documents absent\n";
    GTEST_SKIP() << "skipped: npm packages of packages/documents absent";
  }

  std::string printed(Document const& document) {
    auto pdf = worker_.pdf(document);
    EXPECT_TRUE(pdf.has_value()) << (pdf ? "" : pdf.error().code + " " + pdf.error().detail);
    return pdf.value_or("");
  }

  /// What a reader's tool sees: `pdftotext` or `pdfinfo` with its options.
  std::string seen(std::string const& pdf, std::string const& tool) {
    fs::path const file = folder_.path() / "document.pdf";
    std::ofstream(file, std::ios::binary) << pdf;
    std::string const command = tool + " " + file.string() + (tool.starts_with("pdftotext") ? " -" : "");
    std::string out;
    FILE* pipe = popen(command.c_str(), "r");
    std::array<char, 4096> part{};
    while (std::size_t const count = std::fread(part.data(), 1, part.size(), pipe)) out.append(part.data(), count);
    pclose(pipe);
    return out;
  }

  test::TemporaryFolder folder_;
  DocumentWorker worker_{{.script = documents / "worker.mjs"}};
};

constexpr char const* rules = R"({"required":[{"term":"atelier","match":"exact"}],
  "forbidden":[{"term":"client","match":"exact","replacement":"visiteur"}],"max_sentence_words":22,"address":"vous",
  "emoji":{"max":2,"max_run":2,"refuse_bullets":"on"},"hashtags":{"max":3,"capitals":"on","at_end":"on"},
  "links":{"refuse_shorteners":"on","refuse_vague_words":"on","allowed_domains":["atelier.example"]},"refuse_fancy_letters":"on",
  "refuse_capital_runs":"on","require_alt_text":"on","french_typography":"on","legal_mention":"RCS Paris 000 000 000"})";

CharterDocument charter() {
  CharterDocument made;
  made.language = "fr";
  made.brand = "Atelier Belleville";
  made.prepared_by = "Studio";
  made.version = 3;
  made.date = *LocalDate::parse("2026-11-01");
  made.promise = "Chaque semaine, un geste.";
  made.stance = "Le temps long.";
  made.tone = {"vous", "warm", "Proche"};
  made.pillars = {{"L’atelier", "Les gestes", 60, {"Ressemelage", "Cuirs"}}};
  made.lexical_field = {"patine", "geste"};
  made.formats = {{"bluesky", "Texte court", "Un talon usé ?"}};
  made.rules = *json::parse(rules);
  return made;
}

Document document_of(CharterDocument const& charter) {
  return {"charter", json::encode(charter), {}, *Instant::parse("2026-11-23T20:00:00Z")};
}

TEST_F(Documents, are_tagged_accessible_pdf_with_title_and_language) {
  std::string const pdf = printed(document_of(charter()));
  EXPECT_TRUE(pdf.starts_with("%PDF-"));
  EXPECT_NE(pdf.find("<pdfuaid:part>1</pdfuaid:part>"), std::string::npos);
  EXPECT_NE(pdf.find("/Lang (fr)"), std::string::npos);
  std::string const about = seen(pdf, "pdfinfo");
  EXPECT_NE(about.find("Charte éditoriale – Atelier Belleville"), std::string::npos) << about;
  EXPECT_NE(about.find("Tagged:          yes"), std::string::npos) << about;
}

TEST_F(Documents, read_in_the_order_of_the_page) {
  std::string const text = seen(printed(document_of(charter())), "pdftotext");
  std::size_t last = 0;
  for (char const* part : {"Atelier Belleville", "Chaque semaine", "Le temps long", "vouvoyons", "Ressemelage", "patine", "talon", "visiteur", "Bon pour accord"}) {
    std::size_t const at = text.find(part, last);
    EXPECT_NE(at, std::string::npos) << part << " is not after what precedes it in\n" << text;
    if (at != std::string::npos) last = at;
  }
}

TEST_F(Documents, give_the_same_bytes_for_the_same_input) {
  EXPECT_EQ(printed(document_of(charter())), printed(document_of(charter())));
}

/// Where each word that begins so ends on its page, in points from the top: of `pdftotext -bbox`.
std::vector<double> ends_of(std::string const& boxes, std::string const& beginning) {
  std::vector<double> ends;
  std::string const name = "yMax=\"";
  for (std::size_t at = boxes.find(">" + beginning); at != std::string::npos; at = boxes.find(">" + beginning, at + 1)) {
    ends.push_back(std::stod(boxes.substr(boxes.rfind(name, at) + name.size(), 12)));
  }
  return ends;
}

TEST_F(Documents, break_a_tall_table_of_few_cells_between_its_rows) {
  CharterDocument made = charter();
  std::string forbidden;
  for (int i = 0; i < 28; ++i) {
    std::string const row = std::to_string(i);
    forbidden += std::string(i ? "," : "") + R"({"term":"Xterme)" + row + R"( que personne ici ne devrait jamais employer","match":"exact","replacement":"un mot plus juste, plus clair et plus court que celui-là"})";
  }
  made.rules.as_object()["forbidden"] = *json::parse("[" + forbidden + "]");
  auto const ends = ends_of(seen(printed(document_of(made)), "pdftotext -bbox"), "Xterme");
  double const footer = 297.0 / 25.4 * 72 - 26.0 / 25.4 * 72;
  ASSERT_EQ(ends.size(), 28u);
  EXPECT_LT(*std::max_element(ends.begin(), ends.end()), footer);
}

TEST_F(Documents, speak_english_too) {
  CharterDocument english = charter();
  english.language = "en";
  std::string const pdf = printed(document_of(english));
  EXPECT_NE(pdf.find("/Lang (en)"), std::string::npos);
  EXPECT_NE(seen(pdf, "pdftotext").find("Agreement"), std::string::npos);
}

TEST_F(Documents, show_hostile_text_as_text) {
  std::string const hostile[] = {
      "#panic(\"stop\") $ x $ *gras* _x_ `code` \\u{41} @ref <label> // fin",
      "<script>alert(1)</script> \" ' \\ #let a = 1 #read(\"/etc/passwd\")",
      "مرحبا بالعالم שלום עולם",
      "😀 👩‍👩‍👧 ❤️ 🇫🇷",
      "漢字 한국어 \xf0\x9f\xab\xa8",
      "z\xcd\x81\xcd\x82\xcd\x83\xcd\x84 \xe2\x80\xae" "envers",
      std::string(5000, 'a'),
      std::string(5000, '#'),
      "une\nligne\n\n\net une autre",
      " ; : ! ? « » ",
  };
  for (std::string const& text : hostile) {
    CharterDocument charged = charter();
    charged.brand = text.substr(0, 200);
    charged.promise = charged.stance = charged.visual_notes = text;
    charged.pillars = {{text, text, 250, {text, text}}};
    charged.lexical_field = {text};
    charged.formats = {{text, text, text}};
    charged.rules.as_object()["legal_mention"] = text;
    EXPECT_FALSE(printed(document_of(charged)).empty()) << text.substr(0, 60);
  }
  CharterDocument markup = charter();
  markup.stance = hostile[0];
  EXPECT_NE(seen(printed(document_of(markup)), "pdftotext").find("#panic(\"stop\") $ x $ *gras*"), std::string::npos);
}

ReportDocument report(std::size_t publications) {
  ReportDocument made;
  made.language = "fr";
  made.audience = "client";
  made.brand = "Atelier";
  made.date = *LocalDate::parse("2026-11-23");
  made.period = {*LocalDate::parse("2026-11-01"), *LocalDate::parse("2026-11-30")};
  made.objective = {"40 commandes", "orders", 40, 31, std::nullopt};
  made.figures = {{"revenue", std::nullopt, Money{412'000, Currency::euro()}, std::nullopt, std::nullopt, "measured", made.date},
                  {"roi", std::nullopt, std::nullopt, 120'200, 96'500, "computed", std::nullopt},
                  {"followers", std::nullopt, std::nullopt, std::nullopt, std::nullopt, "", std::nullopt}};
  made.attribution_model = "linear";
  made.attribution = {{"Post", "Bluesky", 12, 5'000, 4'600, Money{-1'050, Currency::euro()}}};
  made.traced = ReportShare{31, 40};
  made.costs = {{"fee", Money{96'500, Currency::euro()}}};
  made.charts = {{"chart-1.svg", "Visites", "Les visites montent."}};
  for (std::size_t i = 0; i < publications; ++i) {
    made.publications.push_back({"Publication " + std::to_string(i), "Bluesky", made.date, *LocalTime::parse("18:30"), "https://x.example/" + std::to_string(i), "declared", 1'200, std::nullopt, 3});
  }
  return made;
}

Document document_of(ReportDocument const& report) {
  std::string const chart = line_chart({"Visites", "Les visites montent."}, {{"1", "2"}, {{"a", {1.0, 2.0}}}, 2, "2"});
  return {"report", json::encode(report), {{"chart-1.svg", chart}}, *Instant::parse("2026-11-23T20:00:00Z")};
}

TEST_F(Documents, report_an_objective_with_a_hundred_publications) {
  auto const started = std::chrono::steady_clock::now();
  std::string const pdf = printed(document_of(report(100)));
  auto const took = std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - started);
  EXPECT_LT(took.count(), 5'000);
  EXPECT_NE(pdf.find("<pdfuaid:part>1</pdfuaid:part>"), std::string::npos);
  std::string const text = seen(pdf, "pdftotext -layout");
  EXPECT_NE(text.find("Publication 99"), std::string::npos);
  // pdftotext shows every no-break space as a plain one.
  EXPECT_NE(text.find("31 conversions sur 40"), std::string::npos) << text;
  EXPECT_NE(text.find("4 120,00 €"), std::string::npos) << text;
  EXPECT_NE(text.find("125 %"), std::string::npos) << text;
  EXPECT_NE(text.find("\u221210,50 €"), std::string::npos) << text;
}

TEST_F(Documents, report_in_english_with_english_figures) {
  ReportDocument english = report(1);
  english.language = "en";
  std::string const text = seen(printed(document_of(english)), "pdftotext -layout");
  EXPECT_NE(text.find("€4,120.00"), std::string::npos) << text;
  EXPECT_NE(text.find("31 of 40 conversions"), std::string::npos) << text;
}

TEST_F(Documents, report_what_its_figures_leave_out_and_in_which_basis_they_are) {
  ReportDocument made = report(1);
  made.objective.tax = "including";
  made.left_out = {{"costs_without_rate", 1}, {"conversions_without_rate", 2}, {"costs_in_other_currency", 3}, {"conversions_in_other_currency", 1'204}, {"minutes_without_objective", 750}};
  std::string const text = seen(printed(document_of(made)), "pdftotext");
  EXPECT_NE(text.find("toutes taxes comprises"), std::string::npos) << text;
  EXPECT_NE(text.find("1 ligne de coût est laissée de côté"), std::string::npos) << text;
  EXPECT_NE(text.find("Les montants de 2 conversions sont"), std::string::npos) << text;
  EXPECT_NE(text.find("3 lignes de coût dans une autre monnaie"), std::string::npos) << text;
  EXPECT_NE(text.find("12,5 h de travail"), std::string::npos) << text;
  EXPECT_NE(text.find("1 204 conversions dans une autre monnaie"), std::string::npos) << text;
}

TEST_F(Documents, report_with_the_screenshots_of_declared_figures_in_its_annex) {
  ReportDocument shown = report(1);
  shown.screenshots = {{"screenshot-1.jpg", "reach", 1'234, "Le coffret", "Bluesky", shown.date}};
  Document document = document_of(shown);
  document.assets.push_back({"screenshot-1.jpg", fitted_image(png_of_grey(std::string(64 * 64, '\x80'), 64), {64, 64, 10'000, ImageFormat::jpeg})->bytes});
  std::string const pdf = printed(document);
  std::string const text = seen(pdf, "pdftotext -layout");
  EXPECT_NE(text.find("Annexe"), std::string::npos) << text;
  EXPECT_NE(text.find("1 234"), std::string::npos) << text;
  EXPECT_NE(seen(pdf, "pdfinfo -struct-text").find("Figure"), std::string::npos);
  EXPECT_EQ(seen(printed(document_of(report(1))), "pdftotext").find("Annexe"), std::string::npos);
}

TEST_F(Documents, report_hostile_titles_and_nothing_at_all) {
  ReportDocument hostile = report(3);
  hostile.objective.title = "#panic() $ <script> \" مرحبا 😀";
  hostile.objective.currency = "XYZ";
  hostile.objective.target = 0;
  for (auto& publication : hostile.publications) publication.title = std::string(5000, '<') + "]#[";
  hostile.comment = std::string(5000, 'm');
  hostile.figures[0].code = "no_such_code";
  EXPECT_FALSE(printed(document_of(hostile)).empty());
  ReportDocument empty;
  empty.language = "en";
  empty.objective.title = "x";
  EXPECT_FALSE(printed(document_of(empty)).empty());
}

TEST_F(Documents, stand_the_fall_of_the_worker) {
  EXPECT_FALSE(printed(document_of(charter())).empty());
  Document broken = document_of(charter());
  broken.data = R"({"language":"fr"})";
  auto const refused = worker_.pdf(broken);
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().code, "render.template_failed");
  EXPECT_FALSE(refused.error().detail.empty());
  EXPECT_FALSE(printed(document_of(charter())).empty());
}

TEST_F(Documents, stop_their_worker_when_idle) {
  DocumentWorker brief({.script = documents / "worker.mjs", .idle = Milliseconds(100)});
  ASSERT_TRUE(brief.pdf(document_of(charter())).has_value());
  auto const limit = std::chrono::steady_clock::now() + std::chrono::seconds(10);
  while (brief.running() && std::chrono::steady_clock::now() < limit) std::this_thread::yield();
  EXPECT_FALSE(brief.running());
  EXPECT_TRUE(brief.pdf(document_of(charter())).has_value());
}

/// A worker of our own making, to misbehave.
DocumentWorkerSettings shell_worker(test::TemporaryFolder const& folder, std::string const& script) {
  fs::path const file = folder.path() / "worker.sh";
  std::ofstream(file) << "#!/bin/sh\n" << script << "\n";
  fs::path const node = folder.path() / "node";
  std::ofstream(node) << "#!/bin/sh\nexec /bin/sh \"$2\"\n";
  fs::permissions(node, fs::perms::owner_all);
  return {.node = node, .script = file, .deadline = Milliseconds(300)};
}

struct Misbehaviour {
  std::string script;
  std::string code;
};

TEST(DocumentWorker, says_what_went_wrong_with_its_child) {
  Misbehaviour const cases[] = {
      {"exit 3", "render.worker_unavailable"},
      {"cat > /dev/null", "render.timeout"},
      {"printf 'Not a frame at all'; cat > /dev/null", "render.worker_unavailable"},
      {"printf '\\0\\0\\0\\002{}'; cat > /dev/null", "render.worker_unavailable"},
      {"printf '\\0\\0\\0\\002{{'; cat > /dev/null", "render.worker_unavailable"},
      {"printf '\\0\\0\\0\\026{\"failure\":\"it broke\"}'; cat > /dev/null", "render.template_failed"},
  };
  for (Misbehaviour const& one : cases) {
    test::TemporaryFolder const folder;
    DocumentWorker worker(shell_worker(folder, one.script));
    auto const pdf = worker.pdf(document_of(charter()));
    ASSERT_FALSE(pdf.has_value()) << one.script;
    EXPECT_EQ(pdf.error().code, one.code) << one.script << ": " << pdf.error().detail;
  }
}

// A machine so busy that Node and its compiler take longer to start than a document may: the first one waits for them.
TEST(DocumentWorker, gives_a_child_that_must_be_started_more_time_than_a_document) {
  test::TemporaryFolder const folder;
  DocumentWorkerSettings settings = shell_worker(folder, "sleep 3; printf '\\0\\0\\0\\026{\"failure\":\"it broke\"}'; cat > /dev/null");
  settings.deadline = Milliseconds(2000);
  DocumentWorker slow(settings);
  auto const pdf = slow.pdf(document_of(charter()));
  ASSERT_FALSE(pdf.has_value());
  EXPECT_EQ(pdf.error().code, "render.template_failed") << pdf.error().detail;
}

TEST(DocumentWorker, ends_a_child_that_takes_too_much_memory) {
  test::TemporaryFolder const folder;
  DocumentWorkerSettings settings = shell_worker(folder, "cat > /dev/null");
  settings.deadline = Milliseconds(5000);
  settings.most_memory = 1000;
  DocumentWorker worker(settings);
  auto const pdf = worker.pdf(document_of(charter()));
  ASSERT_FALSE(pdf.has_value());
  EXPECT_EQ(pdf.error().code, "render.out_of_memory");
  EXPECT_FALSE(worker.running());
}

TEST(DocumentWorker, refuses_without_starting_anything_what_it_cannot_make) {
  DocumentWorker worker({.script = "/nowhere/worker.mjs"});
  EXPECT_EQ(worker.pdf({"house", "{}", {}, {}}).error().code, "render.template_unknown");
  EXPECT_EQ(worker.pdf({"../charter", "{}", {}, {}}).error().code, "render.template_unknown");
  EXPECT_EQ(worker.pdf({"charter", "{", {}, {}}).error().code, "json.malformed");
  EXPECT_EQ(worker.pdf(document_of(charter())).error().code, "render.worker_unavailable");
  EXPECT_FALSE(worker.running());
}

}  // namespace
}  // namespace parvis::render
