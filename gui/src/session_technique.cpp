#include "session_technique.hpp"

namespace palpate::gui {

void SessionTechnique::choose(const std::optional<TechniqueChoice>& choice)
{
    const std::optional<Screening> answers = coaching_ ? coaching_->screening : std::nullopt;
    coaching_.reset();
    if (choice.has_value()) {
        coaching_ = choice->agreed;
        coaching_->screening = answers;
    }
    tell();
}

void SessionTechnique::connected(LiveService& service, const std::string& mat_id)
{
    service_ = &service;
    mat_id_ = mat_id;
    if (coaching_.has_value()) {
        coaching_->screening.reset();
    }
    tell();
}

void SessionTechnique::disconnected()
{
    service_ = nullptr;
}

void SessionTechnique::place(const Placement& placement)
{
    if (!coaching_.has_value() || service_ == nullptr) {
        return;
    }
    settings_.placement_of[placementKey(coaching_->technique.id, mat_id_)] = placement;
    tell();
    view_.showPlaced(mat_id_, *coaching_);
}

void SessionTechnique::answer(const std::string& client_code, const Screening& screening)
{
    if (!coaching_.has_value()) {
        return;
    }
    coaching_->screening = screening;
    tell();
    view_.showScreened(client_code);
}

void SessionTechnique::sessionEnded(const std::string& client_code)
{
    if (coaching_.has_value() && client_code.empty()) {
        coaching_->screening.reset();
    }
}

bool SessionTechnique::mustAsk(const std::string& client_code) const
{
    if (!coaching_.has_value() || coaching_->screening.has_value()) {
        return false;
    }
    return client_code.empty() || !settings_.screened_on.contains(client_code);
}

Placement SessionTechnique::placementOn(const MatGeometry& mat) const
{
    const auto known = settings_.placement_of.find(placementKey(coaching_->technique.id, mat_id_));
    return known == settings_.placement_of.end() ? defaultPlacement(coaching_->technique, mat)
                                                 : known->second;
}

void SessionTechnique::tell()
{
    if (coaching_.has_value() && service_ != nullptr) {
        coaching_->placement = placementOn(service_->geometry());
    }
    if (service_ != nullptr) {
        const Result<void> taken = service_->useCoaching(coaching_);
        if (!taken) {
            view_.showProblem("The technique is not coached", taken.error());
        }
    }
    view_.showTechnique(coaching_);
}

}  // namespace palpate::gui
