#include "error_band_json.hpp"

#include <cmath>

#include "palpate/core/outcome.hpp"

#include "json_object.hpp"

namespace palpate::session {

using Json = nlohmann::json;
using OrderedJson = nlohmann::ordered_json;

namespace {

constexpr int kVersion = 1;
/// A region's name of 80 bytes, and its metric's.
constexpr std::size_t kMostMeasureBytes = 160;

void checkNumbers(const JsonObject& json, const ErrorBand& band)
{
    if (!std::isfinite(band.sem) || band.sem < 0.0) {
        json.complainAbout("sem", "must not be negative");
    }
    if (!std::isfinite(band.mdc95) || band.mdc95 < band.sem) {
        json.complainAbout("mdc95", "must not be less than sem");
    }
    if (band.pairs && *band.pairs < 1) {
        json.complainAbout("pairs", "must be 1 or more; leave it out of a published band");
    }
    if (band.minimal_important &&
        !(std::isfinite(*band.minimal_important) && *band.minimal_important > 0.0)) {
        json.complainAbout("minimal_important", "must be above 0");
    }
}

void checkTexts(const JsonObject& json, const ErrorBand& band)
{
    if (band.measure.empty() || band.measure.size() > kMostMeasureBytes) {
        json.complainAbout("measure", "must be a text of 1 to 160 bytes");
    }
    if (band.unit.size() > kMaxOutcomeUnitBytes) {
        json.complainAbout("unit", "must be a text of at most 24 bytes");
    }
    if (band.source.empty()) {
        json.complainAbout("source", "must say where the numbers come from");
    }
    if (band.pairs) {
        return;
    }
    if (band.population.empty()) {
        json.complainAbout("population", "must say who was measured, in a band without pairs");
    }
    if (band.derivation.empty()) {
        json.complainAbout("derivation", "must say how the numbers came about, in a band without pairs");
    }
}

ErrorBand bandFrom(const Json& json, const std::string& path, std::string& error)
{
    const JsonObject band{json,
                          path,
                          error,
                          {"measure", "unit", "sem", "mdc95", "pairs", "minimal_important", "source",
                           "population", "derivation", "mat_id", "setup", "techniques"}};
    const auto text = [&band](const char* key) { return band.has(key) ? band.text(key) : std::string{}; };
    ErrorBand read{
        .measure = band.text("measure"),
        .unit = band.text("unit"),
        .sem = band.number("sem"),
        .mdc95 = band.number("mdc95"),
        .pairs = band.has("pairs") ? std::optional{band.integer("pairs")} : std::nullopt,
        .source = band.text("source"),
        .minimal_important = band.numberIfThere("minimal_important"),
        .mat_id = text("mat_id"),
        .setup = band.has("setup")
                     ? std::optional{band.choice(
                           "setup", {SetUp::ToolOnMat, SetUp::PressedFromAbove, SetUp::MatBetween})}
                     : std::nullopt,
        .techniques = band.has("techniques") ? band.texts("techniques") : std::vector<std::string>{},
        .population = text("population"),
        .derivation = text("derivation")};
    checkNumbers(band, read);
    checkTexts(band, read);
    return read;
}

void putText(OrderedJson& json, const char* key, const std::string& text)
{
    if (!text.empty()) {
        json[key] = text;
    }
}

OrderedJson jsonOf(const ErrorBand& band)
{
    OrderedJson json{
        {"measure", band.measure}, {"unit", band.unit}, {"sem", band.sem}, {"mdc95", band.mdc95}};
    if (band.pairs) {
        json["pairs"] = *band.pairs;
    }
    if (band.minimal_important) {
        json["minimal_important"] = *band.minimal_important;
    }
    json["source"] = band.source;
    putText(json, "population", band.population);
    putText(json, "derivation", band.derivation);
    putText(json, "mat_id", band.mat_id);
    if (band.setup) {
        json["setup"] = toString(*band.setup);
    }
    if (!band.techniques.empty()) {
        json["techniques"] = band.techniques;
    }
    return json;
}

}  // namespace

OrderedJson jsonOfBands(const std::vector<ErrorBand>& bands)
{
    OrderedJson list = OrderedJson::array();
    for (const ErrorBand& band : bands) {
        list.push_back(jsonOf(band));
    }
    return {{"palpate_error_bands", kVersion}, {"bands", std::move(list)}};
}

std::vector<ErrorBand> bandsFromJson(const Json& json, std::string& error)
{
    const JsonObject file{json, "", error, {"$schema", "palpate_error_bands", "bands"}};
    if (file.integer("palpate_error_bands") != kVersion) {
        file.complainAbout("palpate_error_bands", "must be 1: a newer file needs a newer palpate");
    }
    std::vector<ErrorBand> bands;
    for (const Json& band : file.list("bands")) {
        bands.push_back(bandFrom(band, file.elementPath("bands", bands.size()) + ".", error));
    }
    return bands;
}

}  // namespace palpate::session
