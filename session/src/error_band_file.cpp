#include "palpate/session/error_band_file.hpp"

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <iterator>
#include <utility>

#include "error_band_json.hpp"
#include "part_file.hpp"

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

Result<std::string> textOf(const fs::path& path)
{
    std::error_code error;
    const auto bytes = fs::file_size(path, error);
    if (error) {
        return fail(error == std::errc::no_such_file_or_directory ? ErrorCode::NotFound : ErrorCode::Io,
                    error.message());
    }
    if (bytes > kMostBytes) {
        return fail(ErrorCode::InvalidArgument, "over 1 MiB, which is no file of error bands");
    }
    std::ifstream in{path, std::ios::binary};
    std::string text{std::istreambuf_iterator<char>{in}, std::istreambuf_iterator<char>{}};
    if (!in) {
        return fail(ErrorCode::Io, "cannot be read; check its permissions");
    }
    return text;
}

bool isForTheSame(const ErrorBand& a, const ErrorBand& b)
{
    return a.measure == b.measure && a.mat_id == b.mat_id && a.setup == b.setup &&
           a.techniques == b.techniques;
}

void putIn(std::vector<ErrorBand>& bands, const ErrorBand& added)
{
    const auto same = std::find_if(bands.begin(), bands.end(),
                                   [&added](const ErrorBand& band) { return isForTheSame(band, added); });
    if (same == bands.end()) {
        bands.push_back(added);
    } else {
        *same = added;
    }
}

/// The whole text of the changed file. Refused unless it reads back as these very bands.
Result<std::string> changedText(const fs::path& path, const std::vector<ErrorBand>& added)
{
    auto bands = readErrorBands(path);
    if (!bands && bands.error().code != ErrorCode::NotFound) {
        return fail(bands.error());
    }
    std::vector<ErrorBand> all = bands ? std::move(*bands) : std::vector<ErrorBand>{};
    for (const ErrorBand& band : added) {
        putIn(all, band);
    }
    std::string text = errorBandsToJson(all);
    if (text.size() > kMostBytes) {
        return fail(ErrorCode::InvalidArgument,
                    fmt::format("{}: more error bands than fit into 1 MiB", path.string()));
    }
    return text;
}

Result<void> checkBands(const std::vector<ErrorBand>& bands)
{
    const auto again = parseErrorBands(errorBandsToJson(bands));
    if (!again) {
        return fail(again.error());
    }
    if (*again != bands) {
        return fail(ErrorCode::InvalidArgument,
                    "a text of the error bands is not UTF-8; convert it to UTF-8");
    }
    return {};
}

}  // namespace

Result<std::vector<ErrorBand>> parseErrorBands(std::string_view json)
{
    try {
        std::string error;
        auto bands = bandsFromJson(Json::parse(json), error);
        if (!error.empty()) {
            return fail(ErrorCode::InvalidArgument, std::move(error));
        }
        return bands;
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

std::string errorBandsToJson(const std::vector<ErrorBand>& bands)
{
    return jsonOfBands(bands).dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

Result<std::vector<ErrorBand>> readErrorBands(const fs::path& path)
{
    auto bands = textOf(path).and_then([](const std::string& text) { return parseErrorBands(text); });
    if (!bands) {
        return fail(bands.error().code, fmt::format("{}: {}", path.string(), bands.error().message));
    }
    return bands;
}

Result<void> saveErrorBands(const fs::path& path, const std::vector<ErrorBand>& bands)
{
    if (auto checked = checkBands(bands); !checked) {
        return checked;
    }
    std::error_code error;
    fs::create_directories(folderOf(path), error);
    if (error) {
        return fail(ErrorCode::Io,
                    fmt::format("{}: the folder cannot be made: {}", path.string(), error.message()));
    }
    // Before the file is read: nobody else may change it in between.
    auto part = PartFile::create(path);
    if (!part) {
        return fail(part.error());
    }
    const auto text = changedText(path, bands);
    if (!text) {
        return fail(text.error());
    }
    if (const int error_number = writeAll(part->descriptor(), text->data(), text->size());
        error_number != 0) {
        return fail(ErrorCode::Io,
                    fmt::format("{}: {}; it is unchanged", path.string(), reasonOf(error_number)));
    }
    return part->publish(true);
}

}  // namespace palpate::session
