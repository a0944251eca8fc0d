# The lab for CPUs. Build in this folder: docker build -t animegan-lab .
# Run for this computer:                  docker run --rm -p 127.0.0.1:8501:8501 animegan-lab
FROM python:3.11-slim-bookworm AS build
RUN python -m venv /venv
ENV PATH=/venv/bin:$PATH PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
COPY requirements.txt .
# PyTorch without its GPU libraries, in the versions that requirements.txt pins; the rest from there.
RUN pip install $(grep -oE '^(torch|torchvision)==[0-9.]+' requirements.txt) --index-url https://download.pytorch.org/whl/cpu \
    && pip install -r requirements.txt \
    && pip uninstall -y pip

FROM python:3.11-slim-bookworm
RUN useradd --system --uid 10001 --create-home --home-dir /home/lab lab \
    && install -d -o lab -g lab /var/cache/animegan
COPY --from=build /venv /venv
WORKDIR /lab
COPY Home.py lab.py ./
COPY .streamlit .streamlit
COPY pages pages
COPY animegan animegan
COPY weights weights
ENV PATH=/venv/bin:$PATH PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 ANIMEGAN_CACHE=/var/cache/animegan
USER lab
EXPOSE 8501
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s \
    CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8501/healthz', timeout=4)"]
# Inside a container "everybody" is who the published port lets in.
CMD ["python", "-m", "animegan", "serve", "--host", "0.0.0.0"]
