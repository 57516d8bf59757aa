#include "palpate/session/technique_file.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <utility>

#include "technique_json.hpp"

#include <fmt/format.h>

namespace palpate::session {

namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

constexpr std::size_t kMostBytes = std::size_t{1} << 20U;

std::ptrdiff_t lineOfByte(std::string_view text, std::size_t byte)
{
    return 1 + std::count(text.begin(),
                          text.begin() + static_cast<std::ptrdiff_t>(std::min(byte, text.size())), '\n');
}

Result<Technique> techniqueFrom(const Json& json)
{
    std::string error;
    auto technique = techniqueFromJson(json, "", error);
    if (!error.empty()) {
        return fail(ErrorCode::InvalidArgument, std::move(error));
    }
    if (auto checked = checkTechnique(technique); !checked) {
        return fail(checked.error());
    }
    return technique;
}

Result<std::string> textOf(const fs::path& path)
{
    std::error_code error;
    const auto bytes = fs::file_size(path, error);
    if (error) {
        return fail(ErrorCode::NotFound, error.message());
    }
    if (bytes > kMostBytes) {
        return fail(ErrorCode::InvalidArgument, "over 1 MiB, which is no technique");
    }
    std::ifstream in{path, std::ios::binary};
    std::string text{std::istreambuf_iterator<char>{in}, std::istreambuf_iterator<char>{}};
    if (!in) {
        return fail(ErrorCode::Io, "cannot be read; check its permissions");
    }
    return text;
}

Result<Technique> withNameOf(const fs::path& path, Technique technique)
{
    if (technique.id != path.stem().string()) {
        return fail(
            ErrorCode::InvalidArgument,
            fmt::format("\"id\" is {}: name the file {}.json, or change the id", technique.id, technique.id));
    }
    return technique;
}

std::vector<fs::path> techniqueFiles(const fs::path& folder, std::vector<Error>& problems)
{
    std::vector<fs::path> files;
    std::error_code error;
    for (fs::directory_iterator at{folder, error}, end; !error && at != end; at.increment(error)) {
        if (at->path().extension() == ".json") {
            files.push_back(at->path());
        }
    }
    if (error && error != std::errc::no_such_file_or_directory) {
        problems.push_back({.code = ErrorCode::Io,
                            .message = fmt::format("{}: its techniques cannot be listed ({})",
                                                   folder.string(), error.message())});
    }
    std::sort(files.begin(), files.end());
    return files;
}

void putInOrder(std::vector<Technique>& techniques, Technique technique)
{
    const auto at = std::lower_bound(techniques.begin(), techniques.end(), technique.id,
                                     [](const Technique& one, const std::string& id) { return one.id < id; });
    if (at != techniques.end() && at->id == technique.id) {
        *at = std::move(technique);
    } else {
        techniques.insert(at, std::move(technique));
    }
}

bool isOfFile(const Error& problem, std::string_view id)
{
    return fs::path{problem.message.substr(0, problem.message.find(".json: "))}.filename() == id;
}

}  // namespace

Result<Technique> parseTechnique(std::string_view json)
{
    try {
        return techniqueFrom(Json::parse(json));
    } catch (const Json::parse_error& problem) {
        // Its text repeats the bytes that were read, whatever they are.
        return fail(ErrorCode::InvalidArgument,
                    fmt::format("line {}: no JSON from here on; look for a comma, quote or bracket that is "
                                "missing or too much",
                                lineOfByte(json, problem.byte)));
    } catch (const Json::exception&) {
        return fail(ErrorCode::InvalidArgument, "a number is too large");
    }
}

std::string techniqueToJson(const Technique& technique)
{
    return jsonOfTechnique(technique).dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

Result<Technique> readTechniqueFile(const fs::path& path)
{
    auto technique = textOf(path).and_then([](const std::string& text) { return parseTechnique(text); });
    if (technique) {
        technique = withNameOf(path, std::move(*technique));
    }
    if (!technique) {
        return fail(technique.error().code, fmt::format("{}: {}", path.string(), technique.error().message));
    }
    return technique;
}

TechniqueCatalogue loadTechniques(const std::vector<fs::path>& folders)
{
    TechniqueCatalogue catalogue;
    for (const fs::path& folder : folders) {
        for (const fs::path& file : techniqueFiles(folder, catalogue.problems)) {
            if (auto technique = readTechniqueFile(file)) {
                putInOrder(catalogue.techniques, std::move(*technique));
            } else {
                catalogue.problems.push_back(std::move(technique.error()));
            }
        }
    }
    return catalogue;
}

Result<Technique> findTechnique(const TechniqueCatalogue& catalogue, std::string_view id)
{
    std::string ids;
    for (const Technique& technique : catalogue.techniques) {
        if (technique.id == id) {
            return technique;
        }
        ids += fmt::format("{}{}", ids.empty() ? "" : ", ", technique.id);
    }
    for (const Error& problem : catalogue.problems) {
        if (isOfFile(problem, id)) {
            return fail(ErrorCode::NotFound,
                        fmt::format("the technique {} cannot be used: {}", id, problem.message));
        }
    }
    return fail(ErrorCode::NotFound, fmt::format("no technique '{}'; there are: {}", id, ids));
}

}  // namespace palpate::session
