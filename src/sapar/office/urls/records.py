"""Records of students and staff, and their upload."""

from django.urls import path

from sapar.office.views import record_uploads, records

urlpatterns = [
    path("records/", records.record_list, name="office-records"),
    path("records/<publicid:engagement_id>/", records.record, name="office-record"),
    path("records/upload/<slug:kind>/", record_uploads.upload, name="office-records-upload"),
    path(
        "records/upload/<slug:kind>/example.csv",
        record_uploads.example,
        name="office-records-example",
    ),
    path("records/uploads/<publicid:run_id>/", record_uploads.run, name="office-records-run"),
    path(
        "records/uploads/<publicid:run_id>/confirm/",
        record_uploads.confirm,
        name="office-records-confirm",
    ),
    path(
        "records/uploads/<publicid:run_id>/file/",
        record_uploads.uploaded_file,
        name="office-records-file",
    ),
]
