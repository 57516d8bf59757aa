#pragma once

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFrame>
#include <QGridLayout>
#include <QPushButton>
#include <QSpinBox>

#include "technique_choice.hpp"

namespace palpate::gui {

/// What is agreed with the client before a technique: tool, side, timing, pain limit, and what its rules need
/// to know of the client. Weight and breathing pace stay when another technique is looked at.
class TechniqueAgreement final : public QFrame {
    Q_OBJECT

  public:
    explicit TechniqueAgreement(QWidget* parent = nullptr);

    /// The technique's own tool and pain limit, and only the fields that it needs.
    void setTechnique(const Technique& technique);
    /// With what was agreed before.
    void setChoice(const TechniqueChoice& choice);
    [[nodiscard]] TechniqueChoice choice() const;
    void focusConfirm() { use_->setFocus(Qt::TabFocusReason); }

  Q_SIGNALS:
    void confirmed();

  private:
    QWidget* addField(QGridLayout& grid, int row, int column, const QString& label, QWidget* field);
    void fillBoxes();

    Technique technique_;
    QComboBox* tool_;
    QComboBox* side_;
    QComboBox* timing_;
    QSpinBox* pain_limit_;
    QDoubleSpinBox* weight_;
    QDoubleSpinBox* threshold_;
    QWidget* threshold_field_;
    QDoubleSpinBox* breath_in_;
    QDoubleSpinBox* breath_out_;
    QPushButton* use_;
};

}  // namespace palpate::gui
