"""`python -m satclip_backend` is `satclip-backend`."""

from satclip_backend.cli import main

raise SystemExit(main())
