#include "research/pseudonym_keys.hpp"

#include <cerrno>
#include <fstream>
#include <iterator>
#include <string_view>
#include <system_error>
#include <utility>

#include "palpate/core/measurement_info.hpp"

#include "file_descriptor.hpp"
#include "utc_time.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <sodium/randombytes.h>
#include <sys/stat.h>

namespace palpate::session {

namespace {

using Json = nlohmann::json;
using std::chrono::sys_days;

constexpr int kVersion = 1;
constexpr std::size_t kLabelLength = 8;
constexpr mode_t kOthers = 077;
constexpr mode_t kOwnerOnly = 0600;

/// Letters that are not mistaken for digits or for each other.
std::string randomLabel()
{
    constexpr std::string_view kLetters = "23456789ABCDEFGHJKMNPQRSTVWXYZ";
    std::string label;
    for (std::size_t k = 0; k < kLabelLength; ++k) {
        label.push_back(kLetters[randombytes_uniform(static_cast<std::uint32_t>(kLetters.size()))]);
    }
    return label;
}

std::string dayText(sys_days day)
{
    return toIsoUtc(day).substr(0, std::string_view{"0000-00-00"}.size());
}

std::optional<sys_days> parseDay(const std::string& text)
{
    const auto time = parseIsoUtc(text + "T00:00:00.000Z");
    return time ? std::optional{std::chrono::floor<std::chrono::days>(*time)} : std::nullopt;
}

tl::unexpected<Error> failKeys(const std::filesystem::path& path, std::string_view what)
{
    return fail(ErrorCode::Corrupt, fmt::format("{}: is no key file of palpate ({}); name the one that an "
                                                "earlier package was made with, or a new one",
                                                path.string(), what));
}

}  // namespace

Result<PseudonymKeys> PseudonymKeys::read(const std::optional<std::filesystem::path>& path)
{
    PseudonymKeys keys;
    std::error_code error;
    if (path && std::filesystem::exists(*path, error)) {
        if (auto loaded = keys.load(*path); !loaded) {
            return fail(std::move(loaded.error()));
        }
    }
    return keys;
}

Result<PseudonymKeys> PseudonymKeys::open(const std::optional<std::filesystem::path>& path)
{
    if (!path) {
        return PseudonymKeys{};
    }
    auto part = PartFile::create(*path);
    if (!part) {
        return fail(std::move(part.error()));
    }
    if (::fchmod(part->descriptor(), kOwnerOnly) != 0) {
        return fail(ErrorCode::Io, fmt::format("{}: {}", part->path().string(), reasonOf(errno)));
    }
    auto keys = read(path);
    if (keys) {
        keys->part_.emplace(std::move(*part));
    }
    return keys;
}

Result<void> PseudonymKeys::load(const std::filesystem::path& path)
{
    const auto file = openFile(path, O_RDONLY);
    struct stat status {};
    if (!file.isOpen() || ::fstat(file.get(), &status) != 0) {
        return fail(ErrorCode::Io, fmt::format("{}: {}", path.string(), reasonOf(errno)));
    }
    if ((status.st_mode & kOthers) != 0) {
        return fail(
            ErrorCode::InvalidArgument,
            fmt::format("{}: others on this computer may read it: chmod 600 it first", path.string()));
    }
    std::ifstream stream{path, std::ios::binary};
    const std::string text{std::istreambuf_iterator<char>{stream}, std::istreambuf_iterator<char>{}};
    const Json json = Json::parse(text, nullptr, false);
    if (json.is_discarded() || !json.is_object() || json.value("palpate_key_file", Json{}) != kVersion) {
        return failKeys(path, "palpate_key_file must be 1");
    }
    try {
        for (const auto& [code, client] : json.at("clients").items()) {
            const auto day = client.at("first_day");
            clients_[code] = {.pseudonym = client.at("pseudonym").get<std::string>(),
                              .shift_days = client.at("shift_days").get<int>(),
                              .first_day = day.is_string() ? parseDay(day.get<std::string>()) : std::nullopt};
        }
        mats_ = json.at("mats").get<std::map<std::string, std::string>>();
        for (const auto& [id, session] : json.at("sessions").items()) {
            sessions_[id] = {.label = session.at("label").get<std::string>(),
                             .session_id = session.at("session_id").get<std::string>()};
        }
        names_ = json.at("names").get<std::map<std::string, std::map<std::string, int>>>();
    } catch (const Json::exception& wrong) {
        return failKeys(path, wrong.what());
    }
    return {};
}

PseudonymKeys::Client& PseudonymKeys::client(const std::string& code, const std::string& session_id)
{
    const auto key = code.empty() ? "session " + session_id : "code " + code;
    const auto [entry, is_new] = clients_.try_emplace(key);
    if (is_new) {
        entry->second.pseudonym = randomLabel();
    }
    return entry->second;
}

const std::string& PseudonymKeys::mat(const std::string& serial)
{
    const auto [entry, is_new] = mats_.try_emplace(serial);
    if (is_new) {
        entry->second = "mat-" + randomLabel();
    }
    return entry->second;
}

const PseudonymKeys::Session& PseudonymKeys::session(const std::string& session_id)
{
    const auto [entry, is_new] = sessions_.try_emplace(session_id);
    if (is_new) {
        entry->second = {.label = randomLabel(), .session_id = makeSessionId()};
    }
    return entry->second;
}

std::string PseudonymKeys::name(const std::string& kind, const std::string& original)
{
    auto& names = names_[kind];
    const auto next = static_cast<int>(names.size()) + 1;
    return fmt::format("{}_{}", kind, names.try_emplace(original, next).first->second);
}

Result<void> PseudonymKeys::save()
{
    if (!part_) {
        return {};
    }
    Json clients = Json::object();
    for (const auto& [code, client] : clients_) {
        clients[code] = {{"pseudonym", client.pseudonym},
                         {"shift_days", client.shift_days},
                         {"first_day", client.first_day ? Json(dayText(*client.first_day)) : Json(nullptr)}};
    }
    Json sessions = Json::object();
    for (const auto& [id, session] : sessions_) {
        sessions[id] = {{"label", session.label}, {"session_id", session.session_id}};
    }
    const Json json{{"palpate_key_file", kVersion},
                    {"keep_secret",
                     "Whoever has this file can tell whose the sessions of a package are. Keep "
                     "it apart from every package, and never send it with one."},
                    {"clients", std::move(clients)},
                    {"mats", mats_},
                    {"sessions", std::move(sessions)},
                    {"names", names_}};
    const auto text = json.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
    if (const int number = writeAll(part_->descriptor(), text.data(), text.size()); number != 0) {
        return fail(ErrorCode::Io, fmt::format("{}: {}", part_->path().string(), reasonOf(number)));
    }
    auto published = part_->publish(true);
    part_.reset();
    return published;
}

}  // namespace palpate::session
