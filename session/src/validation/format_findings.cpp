#include "validation/format_findings.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace palpate::session {

namespace {

/// On any dataset without being in the table.
constexpr std::array<std::string_view, 8> kOfAnyDataset{"units",       "long_name",  "_FillValue",
                                                        "flag_values", "flag_masks", "flag_meanings",
                                                        "valid_min",   "valid_max"};
/// Of HDF5's dimension scales.
constexpr std::array<std::string_view, 6> kOfScales{
    "CLASS", "NAME", "DIMENSION_LIST", "REFERENCE_LIST", "DIMENSION_LABELS", "_Netcdf4Dimid"};

template <typename Names>
bool isAmong(std::string_view name, const Names& names)
{
    return std::find(names.begin(), names.end(), name) != names.end();
}

struct AttributePath {
    std::string object;
    std::string name;
};

std::optional<AttributePath> attributeOf(std::string_view path)
{
    const auto at = path.find('@');
    if (at == std::string_view::npos) {
        return std::nullopt;
    }
    // "/@title" is of the root.
    return AttributePath{.object = std::string{path.substr(0, at)}, .name = std::string{path.substr(at + 1)}};
}

std::string parentOf(std::string_view path)
{
    if (const auto attribute = attributeOf(path)) {
        return attribute->object;
    }
    const auto slash = path.rfind('/');
    return slash == 0 ? "/" : std::string{path.substr(0, slash)};
}

/// The group that a column lies in; the checksums of pressure and of counts are two tables in one.
std::string tableOf(std::string_view path)
{
    std::string table = parentOf(path);
    if (table == "/integrity") {
        table = path.substr(0, path.find('_'));
    }
    return table;
}

/// Any number, the same in all of one table.
bool isOfTable(std::string_view dimension)
{
    return dimension == "N" || dimension == "M" || dimension == "K";
}

std::string attributePath(std::string_view object, std::string_view name)
{
    return fmt::format("{}@{}", object, name);
}

bool isOlder(const FormatVersion& a, const FormatVersion& b)
{
    return a.major < b.major || (a.major == b.major && a.minor < b.minor);
}

/// One comparison, and what it has found so far.
class Comparison {
  public:
    Comparison(const StoredTree& tree, const std::vector<FormatRule>& rules, const FormatVersion& version)
        : tree_{tree}, rules_{rules}, version_{version}
    {
        for (const FormatRule& rule : rules) {
            exact_.emplace(rule.path, &rule);
        }
    }

    [[nodiscard]] std::vector<Finding> findings()
    {
        lookForMissing();
        for (const auto& [path, object] : tree_) {
            checkObject(path, object);
        }
        std::stable_sort(findings_.begin(), findings_.end(),
                         [](const Finding& a, const Finding& b) { return a.path < b.path; });
        return std::move(findings_);
    }

  private:
    void found(std::string_view code, Severity severity, std::string_view path, std::string message)
    {
        findings_.push_back({.code = std::string{code},
                             .severity = severity,
                             .path = std::string{path},
                             .message = std::move(message)});
    }
    void wrong(std::string_view code, std::string_view path, std::string message)
    {
        found(code, Severity::Error, path, std::move(message));
    }

    [[nodiscard]] const FormatRule* ruleFor(std::string_view path) const;
    [[nodiscard]] bool exists(std::string_view path) const;
    [[nodiscard]] bool anyFits(const FormatRule& rule) const;
    [[nodiscard]] bool holds(const Requirement& required, std::string_view path) const;
    [[nodiscard]] bool hasRows(std::string_view group) const;
    [[nodiscard]] std::optional<std::uint64_t> lengthOf(std::string_view dimension, std::string_view path);

    void lookForMissing();
    void checkObject(const std::string& path, const StoredObject& object);
    void checkDataset(const std::string& path, const StoredObject& object, const FormatRule& rule);
    void checkShape(const std::string& path, const StoredObject& object, const FormatRule& rule);
    void checkUnit(const std::string& path, const StoredObject& object, const FormatRule& rule);
    void checkAttribute(const std::string& path, const StoredObject& object,
                        const StoredAttribute& attribute);
    void checkAttributeRule(const std::string& path, const StoredAttribute& attribute,
                            const FormatRule& rule);
    void checkAge(std::string_view path, const FormatRule& rule);

    const StoredTree& tree_;
    const std::vector<FormatRule>& rules_;
    FormatVersion version_;
    std::unordered_map<std::string_view, const FormatRule*> exact_;
    std::unordered_map<std::string, std::uint64_t> rows_of_table_;
    std::vector<Finding> findings_;
};

const FormatRule* Comparison::ruleFor(std::string_view path) const
{
    if (const auto found = exact_.find(path); found != exact_.end()) {
        return found->second;
    }
    const auto found = std::find_if(rules_.begin(), rules_.end(),
                                    [path](const FormatRule& rule) { return speaksOf(rule, path); });
    return found == rules_.end() ? nullptr : &*found;
}

bool Comparison::exists(std::string_view path) const
{
    const auto attribute = attributeOf(path);
    const auto object = tree_.find(attribute ? std::string_view{attribute->object} : path);
    return object != tree_.end() && (!attribute || object->second.attribute(attribute->name) != nullptr);
}

/// For rules about rows by number: one is enough.
bool Comparison::anyFits(const FormatRule& rule) const
{
    const auto attribute = attributeOf(rule.path);
    if (rule.path.find('{') == std::string::npos || !attribute) {
        return exists(rule.path);
    }
    const auto object = tree_.find(attribute->object);
    return object != tree_.end() &&
           std::any_of(object->second.attributes.begin(), object->second.attributes.end(),
                       [&](const StoredAttribute& stored) {
                           return speaksOf(rule, attributePath(attribute->object, stored.name));
                       });
}

bool Comparison::hasRows(std::string_view group) const
{
    const std::string prefix = fmt::format("{}/", group);
    for (auto child = tree_.lower_bound(prefix); child != tree_.end() && child->first.starts_with(prefix);
         ++child) {
        if (child->second.kind == StoredObject::Kind::Dataset &&
            child->first.find('/', prefix.size()) == std::string::npos) {
            return true;
        }
    }
    return false;
}

bool Comparison::holds(const Requirement& required, std::string_view path) const
{
    switch (required.when) {
        case Requirement::When::Always:
            return true;
        case Requirement::When::Never:
            return false;
        case Requirement::When::WithRows:
            return hasRows(parentOf(path));
        case Requirement::When::IfExists:
            return exists(required.path);
        case Requirement::When::IfText: {
            const auto attribute = attributeOf(required.path);
            const auto object = attribute ? tree_.find(attribute->object) : tree_.end();
            const auto* stored = object == tree_.end() ? nullptr : object->second.attribute(attribute->name);
            return stored != nullptr && stored->text == required.value;
        }
        case Requirement::When::IfType: {
            const auto object = tree_.find(required.path);
            return object != tree_.end() && object->second.type == required.value;
        }
    }
    return false;
}

void Comparison::lookForMissing()
{
    for (const FormatRule& rule : rules_) {
        const bool has_parent = exists(parentOf(rule.path));
        if (has_parent && !isOlder(version_, rule.since) && holds(rule.required, rule.path) &&
            !anyFits(rule)) {
            wrong("V02", rule.path, "is missing");
        }
    }
}

void Comparison::checkAge(std::string_view path, const FormatRule& rule)
{
    if (isOlder(version_, rule.since)) {
        found("V12", Severity::Warning, path,
              fmt::format("came with version {}.{}, the file says {}.{}", rule.since.major, rule.since.minor,
                          version_.major, version_.minor));
    }
}

void Comparison::checkObject(const std::string& path, const StoredObject& object)
{
    const FormatRule* const rule = path == "/" ? nullptr : ruleFor(path);
    if (path != "/" && rule == nullptr) {
        found("V11", Severity::Warning, path, "is not part of this format; programs pass it over");
    }
    if (object.kind == StoredObject::Kind::OtherLink) {
        wrong("V10", path, "leads out of the file");
        return;
    }
    if (rule != nullptr) {
        checkAge(path, *rule);
        const bool wants_link = isAmong("link", rule->types);
        const bool wants_group = isAmong("group", rule->types);
        using Kind = StoredObject::Kind;
        const Kind wanted = wants_link ? Kind::SoftLink : wants_group ? Kind::Group : Kind::Dataset;
        if (object.kind != wanted) {
            wrong("V03", path, fmt::format("must be a {}", fmt::join(rule->types, " or ")));
            return;
        }
        if (object.kind == Kind::Dataset) {
            checkDataset(path, object, *rule);
        }
        const auto name = path.substr(path.rfind('/'));
        if (object.kind == Kind::SoftLink && object.target != name) {
            wrong("V10", path, fmt::format("leads to {}, not to {}", object.target, name));
        }
    }
    for (const StoredAttribute& attribute : object.attributes) {
        checkAttribute(path, object, attribute);
    }
}

void Comparison::checkDataset(const std::string& path, const StoredObject& object, const FormatRule& rule)
{
    if (!isAmong(object.type, rule.types)) {
        wrong("V04", path, fmt::format("holds {}, not {}", object.type, fmt::join(rule.types, " or ")));
    }
    if (!object.is_little_endian) {
        wrong("V04", path, "is big-endian, not little-endian");
    }
    if (object.odd_storage) {
        wrong("V07", path, *object.odd_storage);
    } else if (!object.has_checksum) {
        found("V13", Severity::Warning, path, "has no fletcher32: damage to it would not be noticed");
    }
    if (!object.has_scales) {
        wrong("V08", path, "a dimension has no scale");
    }
    checkShape(path, object, rule);
    checkUnit(path, object, rule);
}

std::optional<std::uint64_t> Comparison::lengthOf(std::string_view dimension, std::string_view path)
{
    if (isOfTable(dimension)) {
        const auto table = rows_of_table_.find(tableOf(path).append(dimension));
        return table == rows_of_table_.end() ? std::nullopt : std::optional{table->second};
    }
    const auto scale = tree_.find(dimension == "T" ? "/time" : dimension == "R" ? "/y" : "/x");
    return scale != tree_.end() && scale->second.shape.size() == 1
               ? std::optional{scale->second.shape.front()}
               : std::nullopt;
}

void Comparison::checkShape(const std::string& path, const StoredObject& object, const FormatRule& rule)
{
    if (object.shape.size() != rule.shape.size()) {
        wrong("V05", path, fmt::format("has {} dimensions, not {}", object.shape.size(), rule.shape.size()));
        return;
    }
    for (std::size_t i = 0; i < rule.shape.size(); ++i) {
        const auto wanted = lengthOf(rule.shape[i], path);
        if (wanted && object.shape[i] != *wanted) {
            wrong("V05", path,
                  fmt::format("has {} values where {} is {}", object.shape[i],
                              isOfTable(rule.shape[i]) ? "the length of its table" : rule.shape[i], *wanted));
        } else if (isOfTable(rule.shape[i])) {
            rows_of_table_.emplace(tableOf(path).append(rule.shape[i]), object.shape[i]);
        }
    }
}

void Comparison::checkUnit(const std::string& path, const StoredObject& object, const FormatRule& rule)
{
    const StoredAttribute* const unit = object.attribute("units");
    if (unit == nullptr) {
        wrong("V06", path, fmt::format("has no units, which must be {}", rule.unit));
    } else if (unit->text != rule.unit) {
        wrong("V06", path,
              fmt::format("has the units {}, not {}", unit->text.value_or("(no text)"), rule.unit));
    }
}

void Comparison::checkAttribute(const std::string& path, const StoredObject& object,
                                const StoredAttribute& attribute)
{
    if (isAmong(attribute.name, kOfScales)) {
        return;
    }
    const std::string name = attributePath(path == "/" ? "/" : path, attribute.name);
    if (attribute.type.find("variable length") != std::string::npos) {
        wrong("V09", name, fmt::format("is {}", attribute.type));
        return;
    }
    if (attribute.type == "text" && attribute.shape.empty() && !attribute.text) {
        wrong("V09", name, "is not UTF-8 of at most 4096 bytes");
        return;
    }
    if (object.kind == StoredObject::Kind::Dataset && isAmong(attribute.name, kOfAnyDataset)) {
        return;
    }
    if (const FormatRule* const rule = ruleFor(name)) {
        checkAge(name, *rule);
        checkAttributeRule(name, attribute, *rule);
    } else {
        found("V11", Severity::Warning, name, "is not part of this format; programs pass it over");
    }
}

void Comparison::checkAttributeRule(const std::string& path, const StoredAttribute& attribute,
                                    const FormatRule& rule)
{
    if (!isAmong(attribute.type, rule.types)) {
        wrong("V04", path, fmt::format("is {}, not {}", attribute.type, fmt::join(rule.types, " or ")));
    } else if (attribute.shape.size() != rule.shape.size()) {
        wrong("V05", path,
              fmt::format("has {} dimensions, not {}", attribute.shape.size(), rule.shape.size()));
    } else if (!rule.allowed.empty() && attribute.text && !isAmong(*attribute.text, rule.allowed)) {
        wrong("V14", path,
              fmt::format("is '{}'; allowed: {}", *attribute.text, fmt::join(rule.allowed, ", ")));
    }
}

}  // namespace

std::vector<Finding> compareWithFormat(const StoredTree& tree, const std::vector<FormatRule>& rules,
                                       const FormatVersion& version)
{
    return Comparison{tree, rules, version}.findings();
}

}  // namespace palpate::session
